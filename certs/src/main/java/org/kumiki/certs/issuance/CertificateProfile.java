package org.kumiki.certs.issuance;

import java.util.List;
import java.util.regex.Pattern;
import org.kumiki.certs.trust.PeerIdentity;

/** What the authority puts into a certificate: the names, the use and the days. */
public sealed interface CertificateProfile {

  /** The longest life of a leaf; the design's own is 30 days. */
  int MAX_DAYS = 398;

  /** The life of a leaf that renews itself. */
  int LEAF_DAYS = 30;

  /** The life of an issuing authority: three years, so that its rotation stays practised. */
  int ISSUING_DAYS = 1_095;

  /** The life of a root: ten years. */
  int ROOT_DAYS = 3_650;

  /** How many days the certificate is valid, 1 to {@link #MAX_DAYS}; more for authorities. */
  int days();

  /**
   * The consortium's root: signs issuing authorities and what nodes shall trust, nothing else.
   *
   * @param consortium its identifier, {@link PeerIdentity#IDENTIFIER}
   * @param days see {@link CertificateProfile#days()}
   */
  record Root(String consortium, int days) implements CertificateProfile {
    public Root {
      PeerIdentity.checkIdentifier("consortium", consortium);
      checkAuthorityDays(days);
    }
  }

  /**
   * The authority that is online and signs leaves.
   *
   * @param consortium its identifier, {@link PeerIdentity#IDENTIFIER}
   * @param days see {@link CertificateProfile#days()}
   */
  record Issuing(String consortium, int days) implements CertificateProfile {
    public Issuing {
      PeerIdentity.checkIdentifier("consortium", consortium);
      checkAuthorityDays(days);
    }
  }

  /**
   * The coordinator: a TLS server reached by these names.
   *
   * @param hostNames DNS names or IP addresses, at least one
   * @param days see {@link CertificateProfile#days()}
   */
  record Coordinator(List<String> hostNames, int days) implements CertificateProfile {
    /** No blank, slash or control character; the name's kind is told by {@link #IP_ADDRESS}. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:._-]{1,253}");

    /** Four numbers, or anything with a colon, which no DNS name has. */
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|.*:.*");

    public Coordinator {
      hostNames = List.copyOf(hostNames);
      if (hostNames.isEmpty()) {
        throw new IllegalArgumentException("A coordinator needs at least one host name");
      }
      for (String name : hostNames) {
        if (!HOST.matcher(name).matches()) {
          throw new IllegalArgumentException("Not a host name or IP address: " + name);
        }
      }
      checkDays(days);
    }

    static boolean isIpAddress(String hostName) {
      return IP_ADDRESS.matcher(hostName).matches();
    }
  }

  /**
   * A member's node: a TLS client with an identity and no host name.
   *
   * @param identity who it is
   * @param days see {@link CertificateProfile#days()}
   */
  record Node(PeerIdentity identity, int days) implements CertificateProfile {
    public Node {
      if (identity == null) {
        throw new IllegalArgumentException("A node needs an identity");
      }
      checkDays(days);
    }
  }

  /** Whether what is certified may itself sign certificates. */
  default boolean isAuthority() {
    return this instanceof Root || this instanceof Issuing;
  }

  private static void checkAuthorityDays(int days) {
    if (days < 1 || days > 2 * ROOT_DAYS) {
      throw new IllegalArgumentException(
          "An authority is valid for 1 to " + 2 * ROOT_DAYS + " days");
    }
  }

  private static void checkDays(int days) {
    if (days < 1 || days > MAX_DAYS) {
      throw new IllegalArgumentException("A certificate is valid for 1 to " + MAX_DAYS + " days");
    }
  }
}
