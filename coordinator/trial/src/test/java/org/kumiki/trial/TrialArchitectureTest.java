package org.kumiki.trial;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.kumiki.trial", importOptions = DoNotIncludeTests.class)
class TrialArchitectureTest {
  @ArchTest
  static final ArchRule SIMULATION_AND_BENCH_KNOW_NO_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAnyPackage("org.kumiki.trial.simulation..", "org.kumiki.trial.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kumiki.trial.cli..", "picocli..")
          .because("the demo and tests run them too");

  @ArchTest
  static final ArchRule A_TABLE_KNOWS_NO_MODEL =
      noClasses()
          .that()
          .resideInAPackage("org.kumiki.trial.simulation.table..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kumiki.trial.simulation", "org.kumiki.trial.simulation.output..")
          .because("which rows are test rows must not depend on the model");

  @ArchTest
  static final ArchRule ONLY_PEOPLE_READ_WHAT_IS_WRITTEN =
      noClasses()
          .that()
          .resideInAnyPackage("org.kumiki.trial.simulation", "org.kumiki.trial.simulation.table")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.kumiki.trial.simulation.output..")
          .because("a result is computed before anybody decides how to show it");
}
