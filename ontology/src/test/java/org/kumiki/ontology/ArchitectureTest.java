package org.kumiki.ontology;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.kumiki.ontology", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ROOMS_LOOK_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("term")
          .definedBy("org.kumiki.ontology.term..")
          .layer("unit")
          .definedBy("org.kumiki.ontology.unit..")
          .layer("shape")
          .definedBy("org.kumiki.ontology.shape..")
          .layer("mapping")
          .definedBy("org.kumiki.ontology.mapping..")
          .layer("search")
          .definedBy("org.kumiki.ontology.search..")
          .whereLayer("search")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("mapping")
          .mayOnlyBeAccessedByLayers("search")
          .whereLayer("shape")
          .mayOnlyBeAccessedByLayers("mapping")
          .whereLayer("unit")
          .mayOnlyBeAccessedByLayers("mapping", "search")
          .because(
              "a term knows no unit arithmetic, a unit no column, and a column no search: each room"
                  + " can be read after the ones before it");

  @ArchTest
  static final ArchRule FEW_DEPENDENCIES =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.kumiki.ontology..",
              "java..",
              "org.apache.jena..",
              "com.fasterxml.jackson.core..",
              "com.fasterxml.jackson.dataformat.yaml..",
              "org.yaml.snakeyaml..")
          .because(
              "the vocabulary is used by nodes and coordinator alike and must run without them");

  @ArchTest
  static final ArchRule NO_FILES_CLOCK_OR_CHANCE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "java.time..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.File")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .because("this is the pure core: text and streams are handed in");

  @ArchTest
  static final ArchRule YAML_STAYS_IN_THE_MAPPING =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.kumiki.ontology.mapping..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml..", "org.yaml..")
          .because("only the mapping file is YAML");
}
