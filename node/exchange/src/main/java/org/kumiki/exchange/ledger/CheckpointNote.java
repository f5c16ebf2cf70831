package org.kumiki.exchange.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * A checkpoint as a C2SP signed note, which tools of transparency logs read: the text, a blank line
 * and one Ed25519 signature line (type 0x01) under the origin's name.
 *
 * <p>Narrower than C2SP, so that there is one way to write each note: exactly one signature, no
 * extension lines, canonical numbers and base64. A note with cosignatures of witnesses is refused.
 *
 * @param checkpoint the text
 * @param keyId the first 4 bytes of SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ public key)
 * @param signature 64 bytes over the text
 */
public record CheckpointNote(Checkpoint checkpoint, ByteString keyId, ByteString signature) {
  private static final byte ED25519 = 1;
  private static final int KEY_ID_BYTES = 4;
  private static final int SIGNATURE_BYTES = 64;

  /** Two names of 40, a number of 19 digits and two base64 values need 345. */
  private static final int MAX_LENGTH = 400;

  private static final Pattern FORM =
      Pattern.compile(
          "kumiki/([a-z0-9-]+)/([a-z0-9-]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n"
              + "\n\u2014 [a-z0-9/-]+ ([A-Za-z0-9+/]{91}=)\n");

  public CheckpointNote {
    keyId.requireSize(KEY_ID_BYTES, "key id of a note");
    signature.requireSize(SIGNATURE_BYTES, "signature of a note");
  }

  /** The note of a signed head. */
  public static CheckpointNote of(LedgerHead head, LedgerOrigin origin, ByteString publicKey) {
    return new CheckpointNote(
        new Checkpoint(origin, head.size(), head.root()),
        keyId(origin.line(), publicKey),
        head.signature());
  }

  /** The note as a text, in UTF-8. */
  public String format() {
    byte[] signed = Arrays.copyOf(keyId.toByteArray(), KEY_ID_BYTES + SIGNATURE_BYTES);
    System.arraycopy(signature.toByteArray(), 0, signed, KEY_ID_BYTES, SIGNATURE_BYTES);
    return checkpoint.text()
        + "\n\u2014 "
        + checkpoint.origin().line()
        + " "
        + Base64.getEncoder().encodeToString(signed)
        + "\n";
  }

  /**
   * Reads a note from outside; says nothing about its signature.
   *
   * @throws WireFormatException for anything that {@link #format} would not have written
   */
  public static CheckpointNote parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new WireFormatException("a checkpoint note has at most " + MAX_LENGTH + " characters");
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new WireFormatException(
          "this is not the checkpoint note of a ledger: expected origin, size, root, a blank line"
              + " and one signature");
    }
    byte[] signed = Base64.getDecoder().decode(matcher.group(5));
    CheckpointNote note =
        new CheckpointNote(
            new Checkpoint(
                new LedgerOrigin(matcher.group(1), matcher.group(2)),
                size(matcher.group(3)),
                ByteString.of(Base64.getDecoder().decode(matcher.group(4)))),
            ByteString.of(Arrays.copyOf(signed, KEY_ID_BYTES)),
            ByteString.of(Arrays.copyOfRange(signed, KEY_ID_BYTES, signed.length)));
    // Another key name, or base64 with bits set that carry nothing.
    if (!note.format().equals(text)) {
      throw new WireFormatException("the checkpoint note is not written in its one form");
    }
    return note;
  }

  /** True if the organisation of the origin is in this roster and its key signed the text. */
  public boolean verifies(RosterSnapshot roster) {
    LedgerOrigin origin = checkpoint.origin();
    Optional<Organisation> member = roster.member(origin.organisation());
    return origin.consortium().equals(roster.consortium())
        && member.isPresent()
        && keyId.equals(keyId(origin.line(), member.get().signingKey()))
        && Checkpoint.verifies(head(), roster, origin.organisation());
  }

  /** The other form of the same signed value. */
  public LedgerHead head() {
    return new LedgerHead(checkpoint.size(), checkpoint.root(), signature);
  }

  static ByteString keyId(String keyName, ByteString publicKey) {
    MessageDigest digest = Sha256.plain();
    digest.update(keyName.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(ED25519);
    return ByteString.of(Arrays.copyOf(digest.digest(publicKey.toByteArray()), KEY_ID_BYTES));
  }

  private static long size(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new WireFormatException("the size of a checkpoint is larger than 2^63 - 1");
    }
  }
}
