package org.kumiki.certs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "org.kumiki.certs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule noFilesAndNoNetwork =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.File")
          .because("certs is pure: an auditor need not look here for what leaves the house");

  @ArchTest
  static final ArchRule noClockAndNoRandomnessOfItsOwn =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callConstructor(SecureRandom.class)
          .because("time and randomness are handed in, so that every result can be repeated");

  @ArchTest
  static final ArchRule trustStandsOnNothing =
      noClasses()
          .that()
          .resideInAPackage("org.kumiki.certs.trust")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.kumiki.certs.issuance")
          .because("judging a certificate must not need the code that makes one");
}
