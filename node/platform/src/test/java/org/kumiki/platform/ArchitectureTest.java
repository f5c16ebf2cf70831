package org.kumiki.platform;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.kumiki.platform.cli.CommandFailure;

@AnalyzeClasses(
    packages = "org.kumiki.platform",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule roomsHaveAnOrder =
      slices()
          .matching("org.kumiki.platform.(*)..")
          .should()
          .beFreeOfCycles()
          // Every room fails in the same words; a command's failure is no dependency on commands.
          .ignoreDependency(alwaysTrue(), type(CommandFailure.class))
          .because("a room is read after the rooms that it stands on");

  @ArchTest
  static final ArchRule storageKnowsNoWeb =
      noClasses()
          .that()
          .resideInAnyPackage("..folder", "..process", "..postgres", "..database", "..settings")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micronaut..")
          .because("commands without a server use them too");
}
