package org.kumiki.coordinator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.secagg.PairwiseMask;
import org.kumiki.learning.computation.LocalStep;

@AnalyzeClasses(packages = "org.kumiki.coordinator", importOptions = DoNotIncludeTests.class)
class CoordinatorArchitectureTest {
  @ArchTest
  static final ArchRule A_COORDINATOR_KNOWS_NO_NODE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kumiki.node..", "org.kumiki.trial..")
          .because("it has no use for anything that reads a row");

  @ArchTest
  static final ArchRule A_COORDINATOR_HAS_NO_MEMBERS_HALF =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(LocalStep.class, PairwiseMask.class, DisclosureGate.class)
          .because("its work is one addition and one merge");

  @ArchTest
  static final ArchRule PLATFORM_USES_NO_ROOM =
      noClasses()
          .that()
          .resideInAPackage("org.kumiki.coordinator.platform..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.kumiki.coordinator.authority..",
              "org.kumiki.coordinator.membership..",
              "org.kumiki.coordinator.studies..",
              "org.kumiki.coordinator.rounds..",
              "org.kumiki.coordinator.registry..",
              "org.kumiki.coordinator.vocabulary..",
              "org.kumiki.coordinator.cli..")
          .because("all rooms stand on it");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("org.kumiki.coordinator.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a reader should be able to start at one room and never come back to it");
}
