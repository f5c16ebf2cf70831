package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.node.identity.PinnedAuthorities;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.process.RestingWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for new authorities and revocation lists, takes over what a trusted root has signed, and
 * tells the coordinator by its hash what it has: until all nodes have, no new authority is used.
 */
public final class AuthorityUpdates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorityUpdates.class);
  private static final String AUTHORITIES = "/exchange/v1/authorities";
  private static final String LISTS = "/exchange/v1/revocation-lists";

  /** A few kilobytes each time; an operator who rotates waits no longer than for a cup of tea. */
  private static final Duration REST = Duration.ofSeconds(15);

  /** As much as a list of some thousand entries needs. */
  private static final int MAX_LIST_BYTES = 1 << 20;

  private final PinnedAuthorities authorities;
  private final CoordinatorChannel channel;
  private final Consumer<AuthorityKeyId> issuing;
  private final RestingWorker worker = RestingWorker.breakingOff("authorities", this::look);
  private String acknowledged = "";
  private String complaint = "";

  /**
   * @param issuing is told which authority issues now, again and again
   */
  public AuthorityUpdates(
      PinnedAuthorities authorities, CoordinatorChannel channel, Consumer<AuthorityKeyId> issuing) {
    this.authorities = authorities;
    this.channel = channel;
    this.issuing = issuing;
  }

  public void start() {
    worker.start();
  }

  @Override
  public void close() {
    worker.close();
  }

  private Duration look() throws InterruptedException {
    try {
      SignedBundle served = SignedBundle.decode(fetch(AUTHORITIES, SignedBundle.MAX_BYTES));
      authorities.take(served, lists());
      issuing.accept(served.bundle().active());
      if (!acknowledged.equals(served.sha256())) {
        byte[] hash = HexFormat.of().parseHex(served.sha256());
        if (channel.post(AUTHORITIES + "/acknowledgement", hash).taken()) {
          acknowledged = served.sha256();
          LOG.info("trusts the authorities of bundle {}", served.bundle().number());
        }
      }
    } catch (IOException e) {
      // The inbox says once that the coordinator cannot be reached.
      LOG.debug("the authorities are asked for again");
    } catch (CertificateRefused e) {
      complain("the coordinator hands out authorities that count nothing here: " + e.getMessage());
    } catch (CommandFailure e) {
      complain(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the authorities could not be taken over; it is tried again", e);
    }
    return REST;
  }

  private List<X509CRL> lists() throws IOException {
    return Pem.readRevocationLists(
        new String(fetch(LISTS, MAX_LIST_BYTES), StandardCharsets.US_ASCII));
  }

  private byte[] fetch(String path, int maxBytes) throws IOException {
    try (InputStream body = channel.get(path)) {
      return body.readNBytes(maxBytes + 1);
    }
  }

  /** Says what is wrong once, not every few seconds. */
  private void complain(String sentence) {
    if (!sentence.equals(complaint)) {
      complaint = sentence;
      LOG.warn("{}", sentence);
    }
  }
}
