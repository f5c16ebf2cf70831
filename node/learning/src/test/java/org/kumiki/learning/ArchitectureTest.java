package org.kumiki.learning;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The arrows of this module; each rule says why it is there. */
@AnalyzeClasses(
    packages = "org.kumiki.learning",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String COMPUTATION = "org.kumiki.learning.computation..";
  private static final String STATISTICS = "org.kumiki.learning.statistics..";
  private static final String RIDGE = "org.kumiki.learning.ridge..";
  private static final String SPARSE = "org.kumiki.learning.sparse..";
  private static final String GAUSSIAN = "org.kumiki.learning.gaussian..";
  private static final String GBDT = "org.kumiki.learning.gbdt..";
  private static final String MLP = "org.kumiki.learning.mlp..";
  private static final String MATRIX = "org.kumiki.learning.matrix..";
  private static final String REHEARSAL = "org.kumiki.learning.rehearsal..";
  private static final String VALIDATION = "org.kumiki.learning.validation..";
  private static final String SUGGEST = "org.kumiki.learning.suggest..";
  private static final String ONNX = "org.kumiki.learning.onnx..";
  private static final String TRANSFER = "org.kumiki.learning.transfer..";
  private static final String DESCRIPTOR = "org.kumiki.learning.descriptor..";

  /** What IEEE 754 rounds exactly, or only compares: the same bits everywhere. */
  private static final Set<String> EXACT =
      Set.of(
          "abs",
          "signum",
          "max",
          "min",
          "sqrt",
          "rint",
          "scalb",
          "getExponent",
          "ulp",
          "nextUp",
          "nextDown",
          "addExact",
          "multiplyExact",
          "toIntExact",
          "floorDiv",
          "floorMod",
          "ceil",
          "floor");

  @ArchTest
  static final ArchRule dependsOnTheJdkAndAMatrixLibraryOnly =
      classes()
          .that()
          .resideInAPackage("org.kumiki.learning..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.kumiki.learning..", "java..", "org.ejml..")
          .because("a member's auditor reads all that sees a private row: no Micronaut, no more");

  @ArchTest
  static final ArchRule opensNothing =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..", "java.rmi..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console|Object.*Stream)")
          .orShould()
          .accessClassesThat()
          .haveNameMatching("java\\.lang\\.(Process.*|Runtime)")
          .because("rows come in as arrays and leave as vectors: there is no second path");

  @ArchTest
  static final ArchRule ownsNoClockAndNoRandomness =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.time..", "java.util.random..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.(security\\.SecureRandom|util\\.(Random|SplittableRandom|UUID|Date|Timer)"
                  + "|util\\.concurrent\\.ThreadLocalRandom)")
          .orShould()
          .callMethodWhere(
              calls("java.lang.System", Set.of("currentTimeMillis", "nanoTime"))
                  .or(calls("java.lang.Math", Set.of("random"))))
          .because("what a study gives follows from its specification and its rows alone");

  @ArchTest
  static final ArchRule computationKnowsNoAlgorithm =
      noClasses()
          .that()
          .resideInAPackage(COMPUTATION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.kumiki.learning",
              STATISTICS,
              RIDGE,
              SPARSE,
              GAUSSIAN,
              GBDT,
              MLP,
              MATRIX,
              REHEARSAL,
              VALIDATION,
              SUGGEST,
              ONNX,
              TRANSFER,
              DESCRIPTOR,
              "org.ejml..")
          .because("the catalogue says what is computed; how stands in the algorithms' packages");

  @ArchTest
  static final ArchRule statisticsKnowNoModel =
      noClasses()
          .that()
          .resideInAPackage(STATISTICS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.kumiki.learning",
              RIDGE,
              SPARSE,
              GAUSSIAN,
              GBDT,
              MLP,
              MATRIX,
              REHEARSAL,
              VALIDATION,
              SUGGEST,
              ONNX,
              TRANSFER,
              DESCRIPTOR)
          .because("models standardise by the rounds of statistics, never the other way round");

  @ArchTest
  static final ArchRule algorithmsDoNotSeeDescriptors =
      noClasses()
          .that()
          .resideInAnyPackage(
              STATISTICS, RIDGE, SPARSE, GAUSSIAN, GBDT, MLP, MATRIX, REHEARSAL, VALIDATION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kumiki.learning", SUGGEST, ONNX, TRANSFER, DESCRIPTOR)
          .because("a row is numbers by the time it is summed: chemistry ends before the fold");

  @ArchTest
  static final ArchRule suggestionsReadModelsAndAreReadByNone =
      noClasses()
          .that()
          .resideInAPackage(SUGGEST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.kumiki.learning", RIDGE, SPARSE, REHEARSAL, VALIDATION, DESCRIPTOR)
          .because("it needs a posterior; candidates are numbers by the time they come");

  @ArchTest
  static final ArchRule exportsSeeNoRow =
      noClasses()
          .that()
          .resideInAPackage(ONNX)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.Batch")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kumiki.learning", TRANSFER, SUGGEST, VALIDATION, DESCRIPTOR)
          .because("an exported file goes to others: it is made of the model alone");

  @ArchTest
  static final ArchRule transferIsForOneHouse =
      noClasses()
          .that()
          .resideOutsideOfPackages(TRANSFER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TRANSFER)
          .because("what it makes holds own rows: nothing that is summed or exported rests on it");

  @ArchTest
  static final ArchRule onlyFoldsAndOneReductionUseTheMatrixLibrary =
      noClasses()
          .that()
          .resideInAPackage("org.kumiki.learning..")
          .and()
          .haveNameNotMatching(
              ".*\\.(GramRound\\$GramPartial|FeatureRound\\$FeaturePartial|BorderedTridiagonal)")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.ejml..")
          .because(
              "every node repeats a merge to the bit, and EJML picks kernels by tunables; the one class"
                  + " of it in a merge has none, and golden bits hold it");

  @ArchTest
  static final ArchRule mergesUseExactlyRoundedFunctionsOnly =
      noClasses()
          .that()
          .resideInAnyPackage(
              COMPUTATION, STATISTICS, RIDGE, SPARSE, GAUSSIAN, GBDT, MLP, MATRIX, REHEARSAL)
          .should()
          .callMethodWhere(
              describe(
                  "is a function of Math whose last bit a machine may choose",
                  (JavaMethodCall call) ->
                      call.getTargetOwner().getName().equals("java.lang.Math")
                          && !EXACT.contains(call.getName())))
          .orShould()
          .callMethodWhere(
              describe(
                  "starts a parallel stream",
                  (JavaMethodCall call) -> call.getName().matches("parallel|parallelStream")))
          .because("every node repeats a merge to the bit; elsewhere there is StrictMath");

  private static DescribedPredicate<JavaMethodCall> calls(String owner, Set<String> methods) {
    return describe(
        owner + " " + methods,
        call -> call.getTargetOwner().getName().equals(owner) && methods.contains(call.getName()));
  }
}
