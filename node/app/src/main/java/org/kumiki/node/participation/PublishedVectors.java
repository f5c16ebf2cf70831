package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kumiki.exchange.round.Publication;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireReader;

/** The published bytes of one round, read from the coordinator. */
final class PublishedVectors implements Publication.Source {
  private final CoordinatorChannel channel;
  private final String round;
  private final Map<String, ByteString> roots = new TreeMap<>();

  PublishedVectors(CoordinatorChannel channel, String study, long epoch, RoundResult result) {
    this.channel = channel;
    this.round = Paths.round(study, epoch, result.round());
    for (Entry upload : result.uploads()) {
      roots.put(upload.sender(), ((MaskedVector) upload.body()).root());
    }
  }

  @Override
  public InputStream sum() throws IOException {
    return channel.get(round + "/sum");
  }

  @Override
  public InputStream vector(String member) throws IOException {
    return channel.get(path(member));
  }

  @Override
  public VectorRoot.Chunks vectorChunks(String member) throws IOException {
    try (InputStream in = channel.get(path(member) + "/chunks")) {
      WireReader body = new WireReader(in.readAllBytes());
      long bytes = body.u64("bytes");
      int count = body.u32("count");
      List<ByteString> hashes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        hashes.add(body.fixed(Sha256.SIZE_BYTES, "hash"));
      }
      body.end();
      return new VectorRoot.Chunks(bytes, hashes);
    }
  }

  @Override
  public byte[] vectorChunk(String member, int chunk) throws IOException {
    try (InputStream in = channel.get(path(member) + "/chunks/" + chunk)) {
      return in.readNBytes(VectorRoot.CHUNK_BYTES + 1);
    }
  }

  private String path(String member) {
    return round + "/vectors/" + member + "/" + roots.get(member).hex();
  }
}
