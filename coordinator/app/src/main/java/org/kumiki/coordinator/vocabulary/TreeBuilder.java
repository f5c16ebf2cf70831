package org.kumiki.coordinator.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.browse.TermTree;

/** The tree beside a page: opened along one way down, and no wider than somebody reads. */
final class TreeBuilder {
  /** What stands below a term, in a column; the whole level has a page. */
  private static final int MOST_BELOW = 50;

  /** Siblings around a term, when they are asked for. */
  private static final int MOST_BESIDE = 200;

  private final Snapshot now;
  private final TermBrowser browser;
  private final String language;
  private final TermTree tree;

  TreeBuilder(Snapshot now, TermBrowser browser, String language) {
    this.now = now;
    this.browser = browser;
    this.language = language;
    this.tree = new TermTree(now.graph());
  }

  /** The schemes that hold terms; one that only gathers other schemes is left out. */
  static List<Reference> parts(Snapshot now) {
    return new TermTree(now.graph())
        .schemes().stream()
            .filter(
                scheme ->
                    !now.graph()
                        .contains(
                            NodeFactory.createURI(scheme.iri()),
                            DCTerms.hasPart.asNode(),
                            Node.ANY))
            .toList();
  }

  /** All schemes, the one of that name opened; none if it is empty. */
  List<TreeNode> schemes(String opened) {
    return parts(now).stream()
        .map(
            scheme ->
                scheme.iri().equals(opened)
                    ? withBelow(scheme, VocabularyLinks.below(scheme.iri(), 0), true)
                    : closed(scheme, VocabularyLinks.below(scheme.iri(), 0)))
        .toList();
  }

  /**
   * The way down to a term, opened at it.
   *
   * @param way from the uppermost term to the term, both included
   * @param scheme where the way begins, if it is in one
   * @param siblings whether to show what stands beside the term
   */
  TreeNode to(List<Reference> way, Optional<Reference> scheme, boolean siblings) {
    List<Reference> chain = new ArrayList<>();
    scheme.ifPresent(chain::add);
    chain.addAll(way);
    Reference last = chain.get(chain.size() - 1);
    TreeNode node = withBelow(last, VocabularyLinks.term(last.iri()), true);
    for (int i = chain.size() - 2; i >= 0; i--) {
      Reference parent = chain.get(i);
      boolean asked = siblings && i == chain.size() - 2;
      node = above(parent, node, scheme.isPresent() && i == 0, asked, last.iri());
    }
    return node;
  }

  private TreeNode above(
      Reference parent, TreeNode child, boolean scheme, boolean siblings, String last) {
    String address =
        scheme ? VocabularyLinks.below(parent.iri(), 0) : VocabularyLinks.term(parent.iri());
    if (siblings) {
      return withSiblings(parent, child, address);
    }
    Optional<TreeNode.More> beside =
        child.term().iri().equals(last)
            ? Optional.of(new TreeNode.More(0, VocabularyLinks.term(last, "siblings=1")))
            : Optional.empty();
    return new TreeNode(parent, address, 0, false, false, List.of(child), beside);
  }

  private TreeNode withSiblings(Reference parent, TreeNode child, String address) {
    List<String> level = browser.below(now, parent.iri(), language);
    int at = Math.max(0, level.indexOf(child.term().iri()));
    int from = level.size() <= MOST_BESIDE ? 0 : Math.max(0, at - MOST_BESIDE / 2);
    int to = Math.min(level.size(), from + MOST_BESIDE);
    List<TreeNode> nodes = new ArrayList<>();
    for (TermTree.Branch branch : tree.branches(level.subList(from, to))) {
      boolean here = branch.term().iri().equals(child.term().iri());
      nodes.add(here ? child : closed(branch));
    }
    int hidden = level.size() - nodes.size();
    return new TreeNode(parent, address, 0, false, false, nodes, rest(hidden, parent.iri(), 0));
  }

  private TreeNode withBelow(Reference term, String address, boolean here) {
    List<String> level = browser.below(now, term.iri(), language);
    List<TreeNode> nodes =
        tree.branches(level.subList(0, Math.min(level.size(), MOST_BELOW))).stream()
            .map(TreeBuilder::closed)
            .toList();
    return new TreeNode(
        term,
        address,
        level.size(),
        false,
        here,
        nodes,
        rest(level.size() - nodes.size(), term.iri(), MOST_BELOW));
  }

  private static Optional<TreeNode.More> rest(int hidden, String parent, int from) {
    return hidden <= 0
        ? Optional.empty()
        : Optional.of(new TreeNode.More(hidden, VocabularyLinks.below(parent, from)));
  }

  private static TreeNode closed(Reference term, String address) {
    return new TreeNode(term, address, 0, false, false, List.of(), Optional.empty());
  }

  private static TreeNode closed(TermTree.Branch branch) {
    return new TreeNode(
        branch.term(),
        VocabularyLinks.term(branch.term().iri()),
        branch.children(),
        branch.deprecated(),
        false,
        List.of(),
        Optional.empty());
  }
}
