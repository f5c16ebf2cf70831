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
          .layer("change")
          .definedBy("org.kumiki.ontology.change..")
          .layer("release")
          .definedBy("org.kumiki.ontology.release..")
          .layer("browse")
          .definedBy("org.kumiki.ontology.browse..")
          .layer("format")
          .definedBy("org.kumiki.ontology.format..")
          .layer("editorial")
          .definedBy("org.kumiki.ontology.editorial..")
          .layer("sheet")
          .definedBy("org.kumiki.ontology.sheet..")
          .layer("table")
          .definedBy("org.kumiki.ontology.table..")
          .layer("cli")
          .definedBy("org.kumiki.ontology.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("browse")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sheet")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("editorial")
          .mayOnlyBeAccessedByLayers("sheet")
          .whereLayer("format")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("release")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("change")
          .mayOnlyBeAccessedByLayers("release", "format", "editorial", "sheet", "cli")
          .whereLayer("table")
          .mayOnlyBeAccessedByLayers("format", "sheet")
          .whereLayer("search")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("mapping")
          .mayOnlyBeAccessedByLayers("search", "cli")
          .whereLayer("shape")
          .mayOnlyBeAccessedByLayers("mapping", "editorial", "cli")
          .whereLayer("unit")
          .mayOnlyBeAccessedByLayers("mapping", "search", "editorial", "sheet", "cli")
          .because(
              "a term knows no unit arithmetic, a unit no column, and a column no search: each room"
                  + " can be read after the ones before it");

  @ArchTest
  static final ArchRule FEW_DEPENDENCIES =
      classes()
          .that()
          .resideOutsideOfPackage("org.kumiki.ontology.cli..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.kumiki.ontology..",
              "java..",
              "org.apache.jena..",
              "org.apache.lucene..",
              "de.siegmar.fastcsv..",
              "org.dhatim.fastexcel..",
              "com.apicatalog.jsonld..",
              "org.apache.commons.compress..",
              "javax.xml.stream..",
              "com.fasterxml.jackson.core..",
              "com.fasterxml.jackson.dataformat.yaml..",
              "org.yaml.snakeyaml..")
          .because(
              "the vocabulary is used by nodes and coordinator alike and must run without them");

  @ArchTest
  static final ArchRule NO_FILES_CLOCK_OR_CHANCE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.kumiki.ontology.cli..")
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
          .resideOutsideOfPackages("org.kumiki.ontology.mapping..", "org.kumiki.ontology.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml..", "org.yaml..")
          .because("only the mapping file is YAML, and only the commands print JSON");

  @ArchTest
  static final ArchRule LUCENE_STAYS_IN_THE_SEARCH =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.kumiki.ontology.search..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.lucene..")
          .because("the index is a projection that could be another library's tomorrow");
}
