package org.kumiki.platform.tls;

import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * As whom this machine speaks to others, and whom it believes: replaceable while the service runs.
 * Who opens connections asks {@link #current} before each request; connections that are open keep
 * what they have and end by themselves.
 *
 * <p>Safe for use by many threads. A reader sees the old material or the new, never half of each.
 */
public final class MachineIdentity {
  private volatile Material current;

  public MachineIdentity(Material first) {
    this.current = first;
  }

  /**
   * What one handshake needs.
   *
   * @param key this machine's private key
   * @param chain its certificates, the leaf first, then what leads to each root; the roots left out
   * @param authorities the roots whose peers are believed, at least one, the newest last
   * @param revocationLists what is known to be revoked; a list that is out of date says nothing
   */
  public record Material(
      PrivateKey key,
      List<X509Certificate> chain,
      List<X509Certificate> authorities,
      List<X509CRL> revocationLists) {
    public Material {
      chain = List.copyOf(chain);
      authorities = List.copyOf(authorities);
      revocationLists = List.copyOf(revocationLists);
      if (key == null || chain.isEmpty() || authorities.isEmpty()) {
        throw new IllegalArgumentException("A key, its certificates and an authority are needed");
      }
    }

    /** Material without revocation lists. */
    public Material(
        PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
      this(key, chain, authorities, List.of());
    }

    /** This machine's own certificate. */
    public X509Certificate certificate() {
      return chain.get(0);
    }

    /**
     * What a handshake presents: of an authority that stands under two roots, its certificate under
     * the newest that is trusted here. Key stores of the JDK take one way and no fork.
     */
    List<X509Certificate> presented() {
      for (int i = authorities.size() - 1; i >= 0; i--) {
        X500Principal root = authorities.get(i).getSubjectX500Principal();
        for (X509Certificate between : chain.subList(1, chain.size())) {
          if (between.getIssuerX500Principal().equals(root)
              && certificate().getIssuerX500Principal().equals(between.getSubjectX500Principal())) {
            return List.of(certificate(), between);
          }
        }
      }
      return chain;
    }
  }

  /** What counts now; another instance after each replacement. */
  public Material current() {
    return current;
  }

  /**
   * A renewed key and its certificates, from the next connection on.
   *
   * @param chain the leaf first
   * @throws IllegalArgumentException if the key store does not take them
   */
  public synchronized void replaceKey(PrivateKey key, List<X509Certificate> chain) {
    Material next = new Material(key, chain, current.authorities(), current.revocationLists());
    KeyStores.withKey(key, next.presented());
    current = next;
  }

  /** Other roots and revocation lists, from the next connection on. */
  public synchronized void replaceAuthorities(
      List<X509Certificate> authorities, List<X509CRL> revocationLists) {
    current = new Material(current.key(), current.chain(), authorities, revocationLists);
  }
}
