package org.kumiki.exchange.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * A checkpoint as a C2SP signed note, which tools of transparency logs read: the text, a blank line
 * and one Ed25519 signature line (type 0x01) under the origin's name. Where the organisation has an
 * ML-DSA-65 key too, a second line follows with its signature, of type 0xff and the algorithm's
 * identifier: other tools check the first line and pass over the second.
 *
 * <p>Narrower than C2SP, so that there is one way to write each note: exactly these lines, no
 * extension lines, canonical numbers and base64. A note with cosignatures of witnesses is refused.
 *
 * @param checkpoint the text
 * @param keyIds of each line the first 4 bytes of SHA-256(origin ‖ 0x0A ‖ type ‖ public key)
 * @param signature over the text, 64 bytes or 3,373
 */
public record CheckpointNote(Checkpoint checkpoint, List<ByteString> keyIds, ByteString signature) {
  private static final byte[] ED25519 = {1};

  /** C2SP signed-note: types without a number are 0xff and a longer name, here the RFC 9881 OID. */
  private static final byte[] ML_DSA_65 =
      "\u00ff2.16.840.1.101.3.4.3.18".getBytes(StandardCharsets.ISO_8859_1);

  private static final int KEY_ID_BYTES = 4;
  private static final int FIRST_KEY_BYTES = SigningKind.ED25519.keyBytes();
  private static final int FIRST_SIGNATURE_BYTES = SigningKind.ED25519.signatureBytes();

  /** Two names of 40 in each of three lines, 19 digits, and 4,600 characters of base64. */
  private static final int MAX_LENGTH = 5000;

  private static final Pattern FORM =
      Pattern.compile(
          "kumiki/([a-z0-9-]+)/([a-z0-9-]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n"
              + "\n\u2014 [a-z0-9/-]+ ([A-Za-z0-9+/]{91}=)\n"
              + "(?:\u2014 [a-z0-9/-]+ ([A-Za-z0-9+/]{4418}==)\n)?");

  public CheckpointNote {
    keyIds = List.copyOf(keyIds);
    keyIds.forEach(keyId -> keyId.requireSize(KEY_ID_BYTES, "key id of a note"));
    SigningKind kind = SigningKind.ofSignature(signature, "signature of a note");
    if (keyIds.size() != (kind == SigningKind.ED25519 ? 1 : 2)) {
      throw new WireFormatException("a note has one line for each signature");
    }
  }

  /** The note of a signed head. */
  public static CheckpointNote of(LedgerHead head, LedgerOrigin origin, ByteString publicKey) {
    return new CheckpointNote(
        new Checkpoint(origin, head.size(), head.root()),
        keyIds(origin.line(), publicKey),
        head.signature());
  }

  /** The note as a text, in UTF-8. */
  public String format() {
    byte[] all = signature.toByteArray();
    StringBuilder text = new StringBuilder(checkpoint.text()).append('\n');
    line(text, keyIds.get(0), Arrays.copyOf(all, FIRST_SIGNATURE_BYTES));
    if (keyIds.size() > 1) {
      line(text, keyIds.get(1), Arrays.copyOfRange(all, FIRST_SIGNATURE_BYTES, all.length));
    }
    return text.toString();
  }

  private void line(StringBuilder text, ByteString keyId, byte[] part) {
    text.append("\u2014 ")
        .append(checkpoint.origin().line())
        .append(' ')
        .append(Base64.getEncoder().encodeToString(joined(keyId.toByteArray(), part)))
        .append('\n');
  }

  /**
   * Reads a note from outside; says nothing about its signatures.
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
              + " and one signature, or two of both kinds");
    }
    List<ByteString> keyIds = new ArrayList<>();
    byte[] signature = new byte[0];
    for (int line = 5; line <= 6 && matcher.group(line) != null; line++) {
      byte[] signed = Base64.getDecoder().decode(matcher.group(line));
      keyIds.add(ByteString.of(Arrays.copyOf(signed, KEY_ID_BYTES)));
      signature = joined(signature, Arrays.copyOfRange(signed, KEY_ID_BYTES, signed.length));
    }
    CheckpointNote note =
        new CheckpointNote(
            new Checkpoint(
                new LedgerOrigin(matcher.group(1), matcher.group(2)),
                size(matcher.group(3)),
                ByteString.of(Base64.getDecoder().decode(matcher.group(4)))),
            keyIds,
            ByteString.of(signature));
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
        && keyIds.equals(keyIds(origin.line(), member.get().signingKey()))
        && Checkpoint.verifies(head(), roster, origin.organisation());
  }

  /** The other form of the same signed value. */
  public LedgerHead head() {
    return new LedgerHead(checkpoint.size(), checkpoint.root(), signature);
  }

  static List<ByteString> keyIds(String keyName, ByteString publicKey) {
    byte[] key = publicKey.toByteArray();
    ByteString first = keyId(keyName, ED25519, Arrays.copyOf(key, FIRST_KEY_BYTES));
    return key.length == FIRST_KEY_BYTES
        ? List.of(first)
        : List.of(
            first, keyId(keyName, ML_DSA_65, Arrays.copyOfRange(key, FIRST_KEY_BYTES, key.length)));
  }

  private static ByteString keyId(String keyName, byte[] type, byte[] key) {
    MessageDigest digest = Sha256.plain();
    digest.update(keyName.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(type);
    return ByteString.of(Arrays.copyOf(digest.digest(key), KEY_ID_BYTES));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static long size(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new WireFormatException("the size of a checkpoint is larger than 2^63 - 1");
    }
  }
}
