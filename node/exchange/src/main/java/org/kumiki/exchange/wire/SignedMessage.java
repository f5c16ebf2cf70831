package org.kumiki.exchange.wire;

import java.nio.charset.StandardCharsets;

/**
 * A message with its context, its sender and the sender's signature over {@code domain tag ‖
 * version ‖ consortium ‖ roster hash ‖ epoch ‖ study hash ‖ step ‖ sender ‖ SHA-256(body)}.
 *
 * <p>Holding one says nothing about the signature: callers verify it against the roster first.
 */
public record SignedMessage(Context context, String sender, Message body, ByteString signature) {
  private static final byte[] DOMAIN_TAG =
      "kumiki signed message\n".getBytes(StandardCharsets.US_ASCII);

  public SignedMessage {
    Identifiers.require(sender, "sender");
    SigningKind.ofSignature(signature, "signature");
  }

  public static SignedMessage sign(Context context, Message body, Signer signer) {
    byte[] signed = signedBytes(context, signer.name(), body);
    return new SignedMessage(context, signer.name(), body, signer.sign(signed));
  }

  /** The bytes under the signature. */
  public byte[] signedBytes() {
    return signedBytes(context, sender, body);
  }

  public byte[] encode() {
    WireWriter out = new WireWriter();
    context.write(out);
    return out.text(sender)
        .bytes(MessageCodec.encode(body, context.protocol()))
        .signature(signature)
        .toByteArray();
  }

  public static SignedMessage decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    Context context = Context.read(in);
    int most = MessageCodec.maxMessageBytes(context.protocol());
    if (bytes.length > most) {
      throw new WireFormatException("message of " + bytes.length + " bytes is too large");
    }
    String sender = in.text("sender", Identifiers.MAX_LENGTH);
    Message body = MessageCodec.decode(in.bytes("body", most), context.protocol());
    ByteString signature = in.signature("signature");
    in.end();
    return new SignedMessage(context, sender, body, signature);
  }

  /** This message inside a relay, which has the same context. */
  public Message.Entry entry() {
    return new Message.Entry(sender, body, signature);
  }

  private static byte[] signedBytes(Context context, String sender, Message body) {
    WireWriter out = new WireWriter().fixed(ByteString.of(DOMAIN_TAG));
    context.write(out);
    return out.u8(body.step())
        .text(sender)
        .fixed(Sha256.hash("kumiki body", MessageCodec.encode(body, context.protocol())))
        .toByteArray();
  }
}
