package org.kumiki.exchange;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.OutputStream;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.exchange.secagg.MaskingClient;
import org.kumiki.exchange.secagg.RoundMask;

@AnalyzeClasses(packages = "org.kumiki.exchange", importOptions = DoNotIncludeTests.class)
class ExchangeArchitectureTest {
  @ArchTest
  static final ArchRule ONLY_THE_GATE_MAKES_A_RELEASE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.kumiki.exchange.disclosure.DisclosureGate")
          .should()
          .callConstructorWhere(
              com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                  com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                      Predicates.implement(Release.class))))
          .because("no number leaves a node past the disclosure gate");

  @ArchTest
  static final ArchRule RELEASES_STAY_IN_THEIR_PACKAGE =
      classes()
          .that()
          .implement(Release.class)
          .should()
          .bePackagePrivate()
          .andShould()
          .resideInAPackage("..exchange.disclosure..")
          .because("who cannot name a variant cannot make one");

  @ArchTest
  static final ArchRule ONLY_A_RELEASE_IS_MASKED =
      methods()
          .that()
          .areDeclaredIn(MaskingClient.class)
          .and()
          .arePublic()
          .should()
          .haveRawParameterTypes(Release.class, RoundMask.class, OutputStream.class)
          .because("a bare array of numbers must not reach the masks past the gate");

  @ArchTest
  static final ArchRule ONLY_THE_CLIENT_ADDS_MASKS =
      noClasses()
          .that()
          .haveNameNotMatching("org\\.kumiki\\.exchange\\.secagg\\.MaskingClient(\\$.*)?")
          .should()
          .callMethod(RoundMask.Lane.class, "addTo", byte[].class, long.class, int.class)
          .because("numbers are masked in one place");

  @ArchTest
  static final ArchRule THE_WIRE_KNOWS_NO_NUMBERS =
      noClasses()
          .that()
          .resideInAPackage("..exchange.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kumiki.learning..", "..disclosure..", "..round..", "..secagg..")
          .because(
              "messages carry control and keys; a member's numbers travel masked, beside them");

  @ArchTest
  static final ArchRule PURE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..", "java.nio.file..", "java.sql..", "io.micronaut..", "jakarta..")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callConstructor(java.security.SecureRandom.class)
          .because("the machines take values and return values, so a whole round runs in a test");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("org.kumiki.exchange.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a reader should be able to start at one room and never come back to it");
}
