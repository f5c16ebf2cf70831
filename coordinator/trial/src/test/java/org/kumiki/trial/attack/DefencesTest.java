package org.kumiki.trial.attack;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One defence is switched off at a time, and the attack that it holds off then succeeds: the test
 * of the attack, or the simulation, fails. Without these a test could pass for a reason of its own.
 *
 * <p>Not here yet: cohort differencing, which is the query ledger's.
 */
class DefencesTest {
  private static final String NODE = "round/NodeMachine";
  private static final String EPOCH = "round/NodeEpoch";
  private static final String RELAYS = "round/Relays";

  @TestFactory
  Stream<DynamicTest> theSetUpOfKeys() {
    return by(
        EpochAttackTest.class,
        off("the epoch's cohort", NODE, "open.cohort().equals(seat.study().cohort())", "true")
            .under("anEpochWithAGhostInTheCohortIsNotEntered"),
        off(
                "signatures",
                "roster/RosterSnapshot",
                "return signer.isPresent() && signer.get().verifies(signed, signature);",
                "return signer.isPresent();")
            .and(
                "round/MessageJudge",
                "if (!sender.verifies(message.signedBytes(), message.signature())) {",
                "if (sender == null) {")
            .under("impostorsOfAllOthersGetNoVector"),
        off("signatures of relayed messages", RELAYS, VERIFIES_ENTRY, ".filter(entry -> false)")
            .under("aMessagePutIntoAnothersMouthIsRefused"),
        off("one transcript, by confirmation and by close", EPOCH, MAC, "")
            .and(EPOCH, TRANSCRIPT, "true")
            .under("twoTranscriptsInOneEpochAreFoundBeforeAnythingIsMasked"),
        off("one transcript, by close", EPOCH, TRANSCRIPT, "true")
            .under("aMemberThatSignsAnotherTranscriptGetsNoVector"),
        off("confirmation of keys", EPOCH, MAC, "")
            .under("aFlippedCiphertextIsFoundByTheConfirmation"),
        off(
                "low-order points",
                "secagg/EpochKeys",
                "throw new KeyAgreementException(peer, \"its X25519 key is a low-order point\");",
                "return agreed;")
            .under("aLowOrderX25519KeyIsRefusedAndItsMemberNamed"),
        off("fresh keys", EPOCH, "    requireFreshKeys(all);", "")
            .under("aKeyThatRepeatsAnotherMembersIsRefused"),
        off("the context in what is signed", "wire/SignedMessage", SIGNED_CONTEXT, UNSIGNED_CONTEXT)
            .under("anAdvertisementOfAnotherEpochDoesNotPass"),
        off("the context in what is signed", "wire/SignedMessage", SIGNED_CONTEXT, UNSIGNED_CONTEXT)
            .under("anAdvertisementOfAnotherStudyDoesNotPass"));
  }

  private static final String VERIFIES_ENTRY =
      ".filter(entry -> !seat.roster().verifies(entry.in(context)))";
  private static final String MAC = "&& e3.mac().equals(expected)";
  private static final String TRANSCRIPT = "e4.transcriptHash().equals(state.transcript())";
  private static final String SIGNED_CONTEXT =
      "    context.write(out);\n    return out.u8(body.step())";
  private static final String UNSIGNED_CONTEXT = "    return out.u8(body.step())";

  @TestFactory
  Stream<DynamicTest> theRounds() {
    return by(
        RoundAttackTest.class,
        off(
                "the state in R0",
                NODE,
                "require(start.progressHash().equals(standing.progress().hash()), BAD_STATE);",
                "")
            .under("anotherStateForOneMemberGetsNoVector"),
        off("the layout in R0", NODE, "&& start.layoutHash().equals(layout.hash())", "")
            .under("craftedCentresAndBoundsGetNoVector"),
        off("the length in R0", NODE, "start.length() == layout.length()", "true")
            .under("aVectorOfAnotherLengthIsNotMade"),
        off(
                "the deadline in R0",
                NODE,
                "start.deadlineEpochSecond() == seat.study().deadlineEpochSecond()",
                "true")
            .under("anotherDeadlineGetsNoVector"),
        off("the order of rounds", NODE, "start.round() == standing.round() + 1", "true")
            .under("aRoundThatIsSkippedGetsNoVector"),
        off(
                "the state in EpochOpen",
                NODE,
                "&& open.progressHash().equals(standing.progress().hash())",
                "")
            .under("anEpochOnAnotherStateIsNotEntered"),
        off("one vector a round", NODE, "return start(ready, message, start);", SECOND_START)
            .and(NODE, "body instanceof RoundStart start && state instanceof Ready ready", ANY)
            .under("aSecondStartOfOneRoundGetsNoSecondVector"),
        off("the round in the mask key", "secagg/PairKeys", "roundContext.toByteArray()", "NO_INFO")
            .under("twoStartsOfOneRoundGiveVectorsThatOpenToNobody"),
        off("all of the cohort in R2", RELAYS, "bodies.size() == senders.size()", "true")
            .under("aMemberLeftOutOfTheResultIsFound"),
        off("the round of an upload", NODE, UPLOAD_ROUND, "true")
            .under("anUploadOfAnEarlierRoundDoesNotPass"),
        off("the last sum before the end", NODE, "end.reason() != Reason.COMPLETED", "true")
            .under("aStudyIsNotCompleteOnTheCoordinatorsWord"),
        off(
                "ledger heads",
                EPOCH,
                "LedgerBehindException.require(seat.heads().confirm(peer, seen.get()));",
                "")
            .under("aLedgerThatWasPutBackIsFoundByWhatOthersSaw"),
        off(
                "the range of a sum",
                "fixedpoint/FixedPointLayout",
                "if (sum[index] > limit || sum[index] < -limit) {",
                "if (limit < 0) {")
            .under("whatAMemberAddsBeyondAllBoundsEndsTheStudyForAll"));
  }

  private static final String ANY =
      "body instanceof RoundStart start"
          + " && (state instanceof Ready || state instanceof NodeRound.Uploaded)";
  private static final String SECOND_START =
      "return start(state instanceof Ready r ? r : new Ready(state.standing(),"
          + " ((NodeRound.Uploaded) state).pairs()), message, start);";
  private static final String UPLOAD_ROUND =
      "upload.round() == own.round()\n"
          + "              && upload.length() == own.length()\n"
          + "              && upload.roundContext().equals(own.roundContext())";

  @TestFactory
  Stream<DynamicTest> thePublication() {
    return by(
        PublicationAttackTest.class,
        off("the sum of the vectors", "round/Publication", "return wrong < 0", "return wrong < 1")
            .under("aWrongSumWithItsOwnRootIsNotTakenOver"),
        off(
                "the root of the sum",
                "round/Publication",
                "if (!published.add(sum).equals(result.sumRoot())) {",
                "if (published.add(sum) == null) {")
            .under("aWrongSumUnderTheRightRootIsNotTakenOver"),
        off(
                "room in the ring",
                "fixedpoint/FixedPointLayout",
                "BigInteger.ONE.shiftLeft(ring.bits() - 1)",
                "BigInteger.ONE.shiftLeft(ring.bits())")
            .under("sumsOfAllMembersAtTheirBoundDoNotWrap"));
  }

  @TestFactory
  Stream<DynamicTest> theRoster() {
    return by(
        GhostAttackTest.class,
        off(
                "everybody's signature",
                "roster/SignedRoster",
                ".filter(name -> signature(name).isEmpty())",
                ".filter(name -> false)")
            .under("ghostsInASuccessorForOneNodeAloneGetNothing"),
        off(
                "keys that stay, or a reason",
                "roster/RosterSuccession",
                "if (before.signingKey().equals(after.signingKey())) {",
                "if (before != null) {")
            .under("aCertificateInAnothersNameIsNotItsSeat"),
        off(
                "signatures over the very same roster",
                "roster/SignedRoster",
                ".filter(signature -> !holds(signature))",
                ".filter(signature -> false)")
            .under("signaturesOfTheRosterThatOthersWereShownDoNotCountForTheVictims"),
        off(
                "the second of two signatures",
                "roster/Organisation",
                "&& (kind() == SigningKind.ED25519",
                "&& (kind() != null")
            .under("whoForgesEd25519HasOnlyHalfASignatureOfAMemberThatSignsWithBoth"),
        off(
                "words that differ with the roster",
                "roster/RosterWords",
                "words(hashOrKey).subList(0, count)",
                "words(hashOrKey).subList(0, 0)")
            .under("aFirstRosterOfImpostorsIsNotSignedByAStewardWhoHearsTheOthersWords"));
  }

  @TestFactory
  Stream<DynamicTest> growthByConstitution() {
    return by(
        GrowthAttackTest.class,
        off(
                "the cooling-off time by the node's own clock",
                "roster/RosterSuccession",
                "knownFor.compareTo(wait) >= 0",
                "knownFor != null")
            .under("aCoordinatorThatSaysTheTimeIsOverDoesNotShortenIt"),
        off(
                "the own organisation's signature",
                "roster/SignedRoster",
                ".filter(signature -> holds(new NamedSignature(organisation, signature)))\n"
                    + "        .isPresent();",
                ".isPresent() || roster.member(organisation).isPresent();")
            .under("aRefusalThatIsHiddenDoesNotMakeItsOrganisationTakePart"),
        off(
                "nothing but additions",
                "roster/GrowthTally",
                "before.members().stream().allMatch(member -> after.members().contains(member))",
                "before.members() != null")
            .under("aMemberIsNotPutOutInTheStepThatAddsGhosts"),
        off(
                "old organisations alone are counted",
                "roster/GrowthTally",
                "predecessor.members().stream()",
                "successor.roster().members().stream()")
            .under("newcomersDoNotCountAsThoseWhoLetThemIn"),
        off(
                "the same parameters",
                "roster/GrowthTally",
                "&& after.parameters().equals(before.parameters().forSize(after.members().size()))",
                "")
            .under("twoThirdsDoNotLoosenWhatAllHaveSigned"),
        off("two thirds", "roster/GrowthTally", "signed.size() >= needed", "signed.size() >= 1")
            .under("threeOfSixAreNotTwoThirds"));
  }

  /** What no single attack shows but a run does, whatever its seed. */
  @TestFactory
  Stream<DynamicTest> theSimulationFinds() {
    return Stream.of(
            DefenceOff.of(
                "signatures",
                "roster/RosterSnapshot",
                "return signer.isPresent() && signer.get().verifies(signed, signature);",
                "return signer.isPresent();"),
            DefenceOff.of("fresh mask keys", "secagg/PairKeys", STEP, "")
                .and("secagg/PairKeys", "roundContext.toByteArray()", "NO_INFO"),
            DefenceOff.of(
                "secret mask keys",
                "secagg/PairwiseMask",
                "new SecretKeySpec(peer.key(), \"AES\")",
                "new SecretKeySpec(new byte[32], \"AES\")"),
            DefenceOff.of(
                "masks of all peers",
                "secagg/PairwiseMask",
                "peers.stream().map(Stream::of).toList()",
                "peers.stream().skip(1).map(Stream::of).toList()"),
            DefenceOff.of(
                "keys of their own for each pair",
                "secagg/EpochKeys",
                "Hkdf.derive(pair.advertisementsHash().toByteArray(), input, info,",
                "Hkdf.derive(pair.advertisementsHash().toByteArray(), new byte[64], new byte[0],"),
            DefenceOff.of(
                "too few rows leave as zeros",
                "disclosure/DisclosureGate",
                "if (request.rows() < minimum) {",
                "if (minimum < 0) {"),
            DefenceOff.of(
                    "enough contributors",
                    "round/Progress",
                    "if (contributors < study.minimumContributors()) {",
                    "if (contributors < 0) {")
                .and(
                    "round/Progress",
                    "if (changed < study.minimumContributors()) {",
                    "if (changed < 0) {"),
            DefenceOff.of(
                "messages of another epoch",
                NODE,
                "if (context.epoch() != state.standing().epoch()) {",
                "if (context.epoch() < 0) {"),
            DefenceOff.of(
                "letters that come again",
                NODE,
                "if (isRepeated(state, message)) {",
                "if (context.epoch() < 0) {"),
            DefenceOff.of(
                "the epoch of a member's message",
                "round/MessageJudge",
                "int epochs = Long.compare(message.context().epoch(), state.course().epoch());",
                "int epochs = 0;"))
        .map(off -> DynamicTest.dynamicTest(off.name(), off::isFoundBySeeds));
  }

  private static final String STEP = "System.arraycopy(next, 0, chain, 0, chain.length);";

  /** A defence, and the attack that succeeds without it. */
  private record Control(DefenceOff off, String attack) {
    Control and(String file, String text, String replacement) {
      return new Control(off.and(file, text, replacement), attack);
    }

    Control under(String test) {
      return new Control(off, test);
    }
  }

  private static Control off(String name, String file, String text, String replacement) {
    return new Control(DefenceOff.of(name, file, text, replacement), "");
  }

  private static Stream<DynamicTest> by(Class<?> test, Control... controls) {
    return List.of(controls).stream()
        .map(
            control ->
                DynamicTest.dynamicTest(
                    control.off().name() + ": " + control.attack(),
                    () -> control.off().isFoundBy(test, control.attack())));
  }
}
