package org.kumiki.coordinator.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.revocation.RevocationList;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/**
 * What the online authority keeps in files: the keys of issuing authorities and the bundle that
 * counts. Folders from before there were issuing authorities hold one root that signs leaves
 * itself; they go on so until {@code ca rotate-root}.
 */
public final class AuthorityFolder {
  private final CoordinatorFolder folder;
  private final SecureRandom random;

  public AuthorityFolder(CoordinatorFolder folder, SecureRandom random) {
    this.folder = folder;
    this.random = random;
  }

  /** Where the root lies if it was not made elsewhere. */
  public RootFolder root() {
    return RootFolder.open(path().resolve("root"));
  }

  /** Whether the root's key, encrypted, lies in this folder. */
  public boolean holdsRoot() {
    return Files.exists(path().resolve("root").resolve("roots.pem"));
  }

  /** Whether this folder is from before there were issuing authorities. */
  public boolean isDirect() {
    return Files.exists(folder.authorityKeyFile()) && !Files.exists(bundleFile());
  }

  /** True until the root has answered this folder's first request. */
  public boolean awaitsRoot() {
    return !Files.exists(bundleFile()) && !isDirect();
  }

  /** The bundle that this folder was left with; the database may know a later one. */
  public SignedBundle bundle(Instant now) {
    if (isDirect()) {
      return directBundle(now);
    }
    if (awaitsRoot()) {
      throw CommandFailure.refused(
          "the root has not signed this coordinator's authority yet",
          "hand " + requestFile() + " to 'kumiki coordinator ca sign', then run 'ca install'");
    }
    return Pem.readBundles(WholeFile.read(bundleFile())).get(0);
  }

  /** Keeps what counts, for a start without the database's help. */
  public void keep(SignedBundle bundle) {
    create();
    WholeFile.write(bundleFile(), Pem.bundles(List.of(bundle)));
    WholeFile.write(folder.authorityFile(), Pem.certificate(bundle.bundle().oldestRoot()));
  }

  /** The authority that signs leaves by this bundle; empty if its key is not in this folder. */
  public Optional<Issuer> issuer(AuthorityBundle bundle) {
    return issuer(bundle.activeAuthority());
  }

  /** An authority of which this folder holds the key. */
  public Optional<Issuer> issuer(X509Certificate authority) {
    Path file = keyFile(AuthorityKeyId.of(authority));
    if (Files.exists(file)) {
      PrivateKey key = Pem.readPrivateKey(PrivateFile.read(file));
      return Optional.of(new Issuer(key, authority, random));
    }
    return Optional.of(folder.authorityKeyFile())
        .filter(Files::exists)
        .map(direct -> Pem.readPrivateKey(PrivateFile.read(direct)))
        .filter(key -> KeyPairs.belongTogether(key, authority.getPublicKey(), random))
        .map(key -> new Issuer(key, authority, random));
  }

  /** Makes the key of a new issuing authority; its request is public. */
  public SigningRequest newIssuingKey(KeyKind kind) {
    create();
    KeyPair pair = KeyPairs.generate(kind, random);
    PrivateFile.write(
        keyFile(AuthorityKeyId.of(pair.getPublic())), Pem.privateKey(pair.getPrivate()));
    return SigningRequest.create(pair, random);
  }

  /**
   * Copies a root that lies here in the open under a passphrase, so that it can sign a successor.
   */
  public void adoptDirectRoot(X509Certificate certificate, RootKeys keys) {
    PrivateKey key = Pem.readPrivateKey(PrivateFile.read(folder.authorityKeyFile()));
    root().adopt(new KeyPair(certificate.getPublicKey(), key), certificate, keys);
  }

  /** Where the last request to the root was written. */
  public Path requestFile() {
    return path().resolve("request.pem");
  }

  private SignedBundle directBundle(Instant now) {
    Issuer root = issuer(folder.authority()).orElseThrow();
    AuthorityBundle bundle =
        new AuthorityBundle(
            folder.settings().consortium(),
            1,
            AuthorityKeyId.of(root.certificate()),
            List.of(root.certificate()),
            List.of(),
            List.of(
                root.revocationList(
                    new RevocationList(
                        BigInteger.ONE, now, now.plus(RootCeremony.LIST_LIFE), List.of()))));
    return new SignedBundle(bundle, List.of(root.sign(bundle)));
  }

  private Path keyFile(AuthorityKeyId id) {
    return path().resolve("issuing-" + id.hex() + ".key.pem");
  }

  private Path bundleFile() {
    return path().resolve("authorities.pem");
  }

  private Path path() {
    return folder.authoritiesFolder();
  }

  private void create() {
    try {
      Files.createDirectories(path());
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write " + path(), "check the disk", e);
    }
  }
}
