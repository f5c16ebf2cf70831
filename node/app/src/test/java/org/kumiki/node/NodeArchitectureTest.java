package org.kumiki.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import org.kumiki.exchange.disclosure.PassingQueryLedger;
import org.kumiki.exchange.ledger.UncomparedHeads;
import org.kumiki.node.diagnosis.InspectionNotes;

@AnalyzeClasses(packages = "org.kumiki.node", importOptions = DoNotIncludeTests.class)
class NodeArchitectureTest {
  @ArchTest
  static final ArchRule A_NODE_KNOWS_NO_COORDINATOR =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kumiki.coordinator..", "org.kumiki.trial..")
          .because("what reads private rows is audited without the consortium's service");

  @ArchTest
  static final ArchRule ONLY_ONE_ROOM_OPENS_CONNECTIONS =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.kumiki.node.participation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..")
          .because(
              "there is one connection out of a node, and one place to read to see what it says");

  @ArchTest
  static final ArchRule ONLY_ONE_ROOM_OPENS_SOCKETS =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.kumiki.node.participation..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Socket.class, SocketChannel.class, SSLSocket.class)
          .because("the doctor's walk is read beside what it examines");

  @ArchTest
  static final ArchRule NOBODY_TRUSTS_BECAUSE_OF_A_NOTE =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.kumiki.node.diagnosis..", "org.kumiki.node.cli..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(InspectionNotes.class)
          .because("a device that inspects TLS is recognised by it, and never believed");

  @ArchTest
  static final ArchRule NO_CHECK_IS_LEFT_OUT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(UncomparedHeads.class, PassingQueryLedger.class)
          .because("these are for processes that are all members at once and protect nobody");

  @ArchTest
  static final ArchRule ONLY_PARTICIPATION_MASKS =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.kumiki.node.participation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kumiki.exchange.secagg..")
          .because("a vector leaves by the spool and in no other way");

  @ArchTest
  static final ArchRule WHAT_SCIENTISTS_DO_RELEASES_NOTHING =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.kumiki.node.experiment..",
              "org.kumiki.node.model..",
              "org.kumiki.node.transfer..",
              "org.kumiki.platform.plot..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.kumiki.exchange.disclosure..", "org.kumiki.exchange.secagg..", "java.net..")
          .because("candidates, results and errors on own rows have no way out");

  @ArchTest
  static final ArchRule INGEST_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("org.kumiki.node.ingest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.kumiki.exchange..",
              "org.kumiki.learning..",
              "org.kumiki.ontology..",
              "io.micronaut..",
              "java.sql..",
              "org.jdbi..")
          .because("bytes become rows before anybody asks what they mean");

  @ArchTest
  static final ArchRule PLATFORM_USES_NO_ROOM =
      noClasses()
          .that()
          .resideInAPackage("org.kumiki.node.platform..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.kumiki.node.ingest..",
              "org.kumiki.node.dataset..",
              "org.kumiki.node.participation..",
              "org.kumiki.node.model..",
              "org.kumiki.node.cli..")
          .because("all rooms stand on it");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("org.kumiki.node.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a reader should be able to start at one room and never come back to it");
}
