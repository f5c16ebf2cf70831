package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kumiki.exchange.round.Publication;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.RoundResult;

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
  public InputStream sample(List<Integer> chunks) throws IOException {
    String chosen = chunks.stream().map(String::valueOf).collect(Collectors.joining(","));
    return channel.get(round + "/sample?chunks=" + chosen);
  }

  private String path(String member) {
    return round + "/vectors/" + member + "/" + roots.get(member).hex();
  }
}
