package org.kumiki.certs.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the ways from a leaf to an anchor by names and signatures alone; whether a way is any good,
 * PKIX says. Peers send their certificates in any order, and one key may be certified by two roots.
 */
final class ChainSearch {
  /** Leaf and issuing authority. One more, so that a chain that is too long is called so. */
  private static final int LONGEST = 3;

  /** More ways than this only somebody makes who wants us to work. */
  private static final int MOST = 8;

  private final List<X509Certificate> anchors;
  private final List<X509Certificate> known;

  ChainSearch(List<X509Certificate> anchors, List<X509Certificate> known) {
    this.anchors = anchors;
    this.known = known;
  }

  /**
   * A way to an anchor.
   *
   * @param certificates the leaf first, without the anchor
   */
  record Path(List<X509Certificate> certificates, X509Certificate anchor) {}

  List<Path> paths(List<X509Certificate> chain) {
    Set<X509Certificate> between =
        new LinkedHashSet<>(
            Stream.concat(chain.stream().skip(1), known.stream())
                .filter(certificate -> !anchors.contains(certificate))
                .toList());
    List<Path> found = new ArrayList<>();
    extend(List.of(chain.get(0)), between, found);
    return found;
  }

  private void extend(List<X509Certificate> begun, Set<X509Certificate> between, List<Path> found) {
    X509Certificate last = begun.get(begun.size() - 1);
    for (X509Certificate anchor : anchors) {
      if (found.size() < MOST && AuthorityBundle.isSignedBy(last, anchor)) {
        found.add(new Path(begun, anchor));
      }
    }
    if (begun.size() == LONGEST) {
      return;
    }
    for (X509Certificate authority : between) {
      if (found.size() < MOST
          && !begun.contains(authority)
          && AuthorityBundle.isSignedBy(last, authority)) {
        extend(Stream.concat(begun.stream(), Stream.of(authority)).toList(), between, found);
      }
    }
  }
}
