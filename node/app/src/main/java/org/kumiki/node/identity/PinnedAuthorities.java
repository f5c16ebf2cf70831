package org.kumiki.node.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.tls.MachineIdentity;

/**
 * The consortium's authorities as this node trusts them: at first the root that it pinned, later
 * what that root has signed. A new bundle counts from the next connection on, and after a restart.
 * Thread-safe.
 */
public final class PinnedAuthorities {
  private final Path file;
  private final String consortium;
  private final MachineIdentity identity;
  private Optional<SignedBundle> bundle;
  private List<X509Certificate> roots;

  private PinnedAuthorities(
      Path file, String consortium, MachineIdentity identity, Optional<SignedBundle> bundle) {
    this.file = file;
    this.consortium = consortium;
    this.identity = identity;
    this.bundle = bundle;
    this.roots = bundle.map(b -> b.bundle().roots()).orElse(identity.current().authorities());
  }

  /**
   * What the file says, if it is there; the identity is set to it.
   *
   * @param file where a bundle is kept; in the node's private folder, so it is not verified again
   * @param identity with the pinned root as its authority
   */
  public static PinnedAuthorities open(Path file, String consortium, MachineIdentity identity) {
    Optional<SignedBundle> stored = read(file);
    stored.ifPresent(
        signed ->
            identity.replaceAuthorities(
                signed.bundle().roots(), signed.bundle().revocationLists()));
    return new PinnedAuthorities(file, consortium, identity, stored);
  }

  /** The bundle that this node has verified and stored; empty before the first. */
  public synchronized Optional<SignedBundle> bundle() {
    return bundle;
  }

  /** The roots that are trusted now. */
  public synchronized List<X509Certificate> roots() {
    return roots;
  }

  /**
   * Takes over what the coordinator serves, if a root that is trusted here has signed it.
   *
   * @param lists revocation lists; those that no authority of the bundle has signed count nothing
   * @throws CertificateRefused if the bundle is not acceptable; nothing has changed then
   */
  public synchronized void take(SignedBundle served, List<X509CRL> lists) {
    if (bundle.filter(served::sameAs).isEmpty()) {
      AuthorityBundle accepted = served.verify(roots);
      requireSuccessor(accepted);
      write(served.encode());
      bundle = Optional.of(served);
      roots = accepted.roots();
    }
    List<X509CRL> own = served.bundle().ownLists(lists);
    MachineIdentity.Material now = identity.current();
    boolean same =
        now.authorities().equals(roots)
            && new HashSet<>(now.revocationLists()).equals(new HashSet<>(own));
    if (!same) {
      identity.replaceAuthorities(roots, own);
    }
  }

  private void requireSuccessor(AuthorityBundle accepted) {
    if (!accepted.consortium().equals(consortium)) {
      throw new CertificateRefused(
          Reason.NOT_A_SUCCESSOR, "These are the authorities of another consortium");
    }
    bundle.ifPresent(present -> accepted.requireSuccessorOf(present.bundle()));
  }

  private static Optional<SignedBundle> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(SignedBundle.decode(in.readNBytes(SignedBundle.MAX_BYTES + 1)));
    } catch (IOException | CertificateRefused e) {
      throw CommandFailure.refused(
          "cannot read " + file, "restore it from a backup, or delete it and start again", e);
    }
  }

  private void write(byte[] bytes) {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.write(fresh, bytes);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write " + file, "check the disk", e);
    }
  }
}
