package org.kumiki.node.participation;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.proxy.ProxyRefused;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MachineIdentity;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews this node's certificate from half its life on, with a fresh key, and puts the new one to
 * use while everything runs. After expiry it goes on asking under the old key, and the operator's
 * approval is needed. It says early and ever louder when that does not work.
 *
 * <p>The new key is on disk before it is used, and the coordinator goes on taking the old
 * certificate until it has seen the new one: whatever interrupts this, one of the two works.
 */
public final class RenewalWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RenewalWorker.class);

  /** How often the alarms are looked at while nothing is due. */
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final Duration LONGEST_RETRY = Duration.ofHours(2);

  /** How far nodes that hear of a new authority together spread their requests. */
  private static final int SPREAD_MILLIS = 3_000;

  /** After expiry nothing works without the answer. */
  private static final Duration GRACE_REST = Duration.ofMinutes(1);

  private final MachineIdentity identity;
  private final CertificateSource source;
  private final Consumer<Material> store;
  private final Clock clock;
  private final SecureRandom random;
  private final Backoff retry;
  private final Thread thread = new Thread(this::work, "renewal");
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Given when something may be due before its time. */
  private final Semaphore awake = new Semaphore(0);

  /** The certificate that another authority than today's has issued; null if none. */
  private volatile X509Certificate overtaken;

  private X509Certificate planned;
  private RenewalPlan plan;
  private RenewalPlan.Alarm told = RenewalPlan.Alarm.NONE;
  private EnrolmentRequest grace;
  private String trouble = "";

  /**
   * @param identity what is renewed, and where the new one is put
   * @param store writes the new one to disk, whole or not at all
   * @param random for keys, signatures and jitter
   */
  RenewalWorker(
      MachineIdentity identity,
      CertificateSource source,
      Consumer<Material> store,
      Clock clock,
      SecureRandom random) {
    this.identity = identity;
    this.source = source;
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.retry = new Backoff(FIRST_RETRY, LONGEST_RETRY, random);
  }

  /** The worker of a node's folder, over the network. */
  public static RenewalWorker of(
      NodeFolder folder, MachineIdentity identity, WayOut way, Clock clock, SecureRandom random) {
    EstClient est = new EstClient(IdentityFiles.coordinator(folder), way, clock);
    return new RenewalWorker(
        identity, est, material -> IdentityFiles.store(folder, material), clock, random);
  }

  /**
   * How the certificate stands.
   *
   * @param notAfter its last instant
   * @param daysLeft until then, negative afterwards
   * @param alarm empty, or why somebody should look
   */
  public record Status(Instant notAfter, double daysLeft, String alarm) {}

  /** How the certificate stands now. */
  public synchronized Status status() {
    Instant now = clock.instant();
    RenewalPlan current = plan();
    String words = current.alarm(now).words();
    String alarm = trouble.isEmpty() || words.isEmpty() ? words + trouble : words + ": " + trouble;
    return new Status(current.notAfter(), current.daysLeft(now), alarm);
  }

  /**
   * Says which authority issues now: a certificate of another one is renewed soon, so that the
   * other can be retired.
   */
  public void requireAuthority(AuthorityKeyId issuing) {
    X509Certificate now = identity.current().certificate();
    if (!now.equals(overtaken) && AuthorityKeyId.issuerOf(now).filter(issuing::equals).isEmpty()) {
      overtaken = now;
      awake.release();
    }
  }

  /** Starts looking. */
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      Duration rest = look();
      while (stopped.getCount() > 0) {
        if (awake.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
          // Not all nodes of a consortium at one moment.
          Thread.sleep(random.nextInt(SPREAD_MILLIS));
        }
        rest = look();
      }
    } catch (InterruptedException e) {
      LOG.debug("stopping");
    }
  }

  /** Does what is due; says how long to rest. */
  Duration look() throws InterruptedException {
    Instant now = clock.instant();
    RenewalPlan current = plan();
    tell(current, now);
    if (!current.isDue(now) && !identity.current().certificate().equals(overtaken)) {
      Duration until = Duration.between(now, current.due());
      return until.compareTo(LONGEST_REST) < 0 ? until : LONGEST_REST;
    }
    try {
      return current.isExpired(now) ? afterExpiry() : renew();
    } catch (IOException e) {
      note(sentence(e));
    } catch (CertificateRefused e) {
      note("the certificate that came is not acceptable: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the certificate could not be renewed; it is tried again", e);
    }
    return Duration.ofMillis(retry.nextMillis());
  }

  private Duration renew() throws IOException, InterruptedException {
    Material now = identity.current();
    KeyPair fresh = KeyPairs.generate(KeyKind.of(now.key()), random);
    EnrolmentRequest request = EnrolmentRequest.renewal(fresh, name(now), random);
    EstAnswer answer = source.renew(now, request);
    return answer.fold(
        issued -> install(now, issued, fresh, request),
        waiting -> waiting.rest(),
        refused -> {
          note("the coordinator does not renew it: " + refused.sentence());
          return Duration.ofMillis(retry.nextMillis());
        });
  }

  private Duration afterExpiry() throws IOException, InterruptedException {
    Material now = identity.current();
    KeyPair same = new KeyPair(now.certificate().getPublicKey(), now.key());
    if (grace == null || !isFor(grace, same.getPublic())) {
      grace = EnrolmentRequest.renewal(same, name(now), random);
    }
    EstAnswer answer = source.renewExpired(now.authorities(), grace);
    return answer.fold(
        issued -> install(now, issued, same, grace),
        waiting -> {
          note("a new one is asked for; the operator runs 'kumiki coordinator approve --renewal'");
          return GRACE_REST;
        },
        refused -> {
          // What was sent may have been overtaken; the next is signed anew.
          grace = null;
          note("the coordinator does not renew it: " + refused.sentence());
          return Duration.ofMillis(retry.nextMillis());
        });
  }

  private Duration install(
      Material before, EstAnswer.Certificates issued, KeyPair keys, EnrolmentRequest request) {
    Material checked =
        new IssuedCertificate(before.authorities(), clock)
            .of(issued.found(), keys.getPrivate(), request);
    store.accept(checked);
    identity.replaceKey(checked.key(), checked.chain());
    retry.reset();
    note("");
    LOG.info(
        "the certificate is renewed until {}", checked.certificate().getNotAfter().toInstant());
    return Duration.ZERO;
  }

  private synchronized RenewalPlan plan() {
    X509Certificate now = identity.current().certificate();
    if (!now.equals(planned)) {
      planned = now;
      plan =
          new RenewalPlan(
              now.getNotBefore().toInstant(), now.getNotAfter().toInstant(), random.nextDouble());
    }
    return plan;
  }

  /** Each level once, and never back to a lower one without a new certificate. */
  private void tell(RenewalPlan current, Instant now) {
    RenewalPlan.Alarm level = current.alarm(now);
    if (level != told) {
      told = level;
      if (level != RenewalPlan.Alarm.NONE) {
        LOG.warn("this node's certificate is not renewed: {}", level.words());
      }
    }
  }

  /** Said in the log once, not at every try. */
  private synchronized void note(String sentence) {
    if (!sentence.equals(trouble) && !sentence.isEmpty()) {
      LOG.warn("this node's certificate: {}", sentence);
    }
    trouble = sentence;
  }

  /** TLS that fails is often a clock; whoever answers without TLS's checks tells the time. */
  private String sentence(IOException e) throws InterruptedException {
    if (e instanceof ChannelRefusal || e instanceof ProxyRefused) {
      return e.getMessage();
    }
    Optional<String> clocks = EstClient.isTls(e) ? source.clockComplaint() : Optional.empty();
    return clocks.orElse("the coordinator cannot be reached to renew it");
  }

  private static PeerIdentity name(Material material) {
    return PeerIdentity.from(material.certificate());
  }

  private static boolean isFor(EnrolmentRequest request, PublicKey key) {
    return request.signingRequest().publicKey().equals(key);
  }
}
