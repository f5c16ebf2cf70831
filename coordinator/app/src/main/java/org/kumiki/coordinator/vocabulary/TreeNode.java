package org.kumiki.coordinator.vocabulary;

import java.util.List;
import java.util.Optional;
import org.kumiki.ontology.browse.Reference;

/**
 * A term in the tree beside a page, with what is opened below it.
 *
 * @param address where it leads
 * @param children how many terms stand directly below it, counted up to 1,000; 0 for a scheme
 * @param here whether it is what the page is about
 * @param below what is shown below it
 * @param more where the rest below it is, if not all is shown
 */
public record TreeNode(
    Reference term,
    String address,
    int children,
    boolean deprecated,
    boolean here,
    List<TreeNode> below,
    Optional<More> more) {
  /**
   * A way to what is not shown.
   *
   * @param count how many those are; 0 if nobody has counted them
   */
  public record More(int count, String address) {}

  public TreeNode {
    below = List.copyOf(below);
  }
}
