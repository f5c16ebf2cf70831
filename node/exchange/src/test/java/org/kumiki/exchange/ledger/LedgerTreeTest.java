package org.kumiki.exchange.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.wire.ByteString;

/** The tree against published roots and proofs, and against the definitions of RFC 9162. */
class LedgerTreeTest {
  private static final JsonNode PUBLISHED = Vectors.own("ledger", "certificate-transparency-tree");

  @Test
  void rootsOfEverySizeAreThePublishedOnes() {
    LedgerTree tree = new LedgerTree();
    assertEquals(PUBLISHED.get("roots").get(0).asText(), tree.root().hex());
    for (int size = 1; size <= 8; size++) {
      tree.append(LedgerTree.leafHash(Vectors.hex(PUBLISHED.get("leaves").get(size - 1))));
      assertEquals(size, tree.size());
      assertEquals(PUBLISHED.get("roots").get(size).asText(), tree.root().hex());
    }
    for (int size = 0; size <= 8; size++) {
      assertEquals(PUBLISHED.get("roots").get(size).asText(), tree.rootAt(size).hex());
    }
  }

  @Test
  void inclusionProofsAreThePublishedOnes() {
    LedgerTree tree = published();
    for (JsonNode expected : PUBLISHED.get("inclusion")) {
      int size = expected.get("size").asInt();
      InclusionProof proof = tree.inclusionProof(expected.get("index").asLong(), size);
      assertEquals(hashes(expected.get("path")), proof.path());
      JsonNode leaf = PUBLISHED.get("leaves").get((int) proof.index());
      assertTrue(proof.verifies(LedgerTree.leafHash(Vectors.hex(leaf)), tree.rootAt(size)));
    }
  }

  @Test
  void consistencyProofsAreThePublishedOnes() {
    LedgerTree tree = published();
    for (JsonNode expected : PUBLISHED.get("consistency")) {
      long older = expected.get("older").asLong();
      long newer = expected.get("newer").asLong();
      ConsistencyProof proof = tree.consistencyProof(older, newer);
      assertEquals(hashes(expected.get("path")), proof.path());
      assertTrue(proof.verifies(tree.rootAt(older), tree.rootAt(newer)));
    }
  }

  @Property(tries = 200)
  void everyEarlierRootIsThatOfTheDefinition(
      @ForAll Random random, @ForAll @IntRange(max = 130) int size) {
    List<ByteString> leaves = leaves(random, size);
    LedgerTree tree = tree(leaves);
    for (int earlier = 0; earlier <= size; earlier++) {
      assertEquals(ReferenceTree.root(leaves.subList(0, earlier)), tree.rootAt(earlier));
    }
  }

  @Property(tries = 300)
  void anInclusionProofIsThatOfTheDefinitionAndProvesItsLeafAlone(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 130) int size) {
    List<ByteString> leaves = leaves(random, size + 5);
    LedgerTree tree = tree(leaves);
    int index = random.nextInt(size);
    InclusionProof proof = tree.inclusionProof(index, size);
    ByteString root = tree.rootAt(size);
    assertEquals(ReferenceTree.path(index, leaves.subList(0, size)), proof.path());
    assertTrue(proof.verifies(leaves.get(index), root));

    assertFalse(proof.verifies(leaves.get(index + 1), root));
    assertFalse(proof.verifies(leaves.get(index), tree.rootAt(size + 1)));
    for (List<ByteString> changed : changed(proof.path(), random)) {
      InclusionProof other = new InclusionProof(index, size, changed);
      assertFalse(other.verifies(leaves.get(index), root));
    }
    for (int place = -1; place <= size; place++) {
      InclusionProof other = new InclusionProof(place, size, proof.path());
      assertEquals(place == index, other.verifies(leaves.get(index), root));
    }
  }

  @Property(tries = 300)
  void aConsistencyProofIsThatOfTheDefinitionAndProvesItsRootsAlone(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 130) int newer) {
    List<ByteString> leaves = leaves(random, newer + 1);
    LedgerTree tree = tree(leaves);
    int older = 1 + random.nextInt(newer);
    ConsistencyProof proof = tree.consistencyProof(older, newer);
    ByteString before = tree.rootAt(older);
    ByteString after = tree.rootAt(newer);
    assertEquals(ReferenceTree.subproof(older, leaves.subList(0, newer), true), proof.path());
    assertTrue(proof.verifies(before, after));

    assertFalse(proof.verifies(before, tree.rootAt(newer + 1)));
    assertFalse(proof.verifies(tree.rootAt(older - 1), after));
    for (List<ByteString> changed : changed(proof.path(), random)) {
      assertFalse(new ConsistencyProof(older, newer, changed).verifies(before, after));
    }
    ConsistencyProof backwards = new ConsistencyProof(newer + 1, newer, proof.path());
    assertFalse(backwards.verifies(tree.rootAt(newer + 1), after));
  }

  @Property(tries = 200)
  void aRewrittenPastHasNoConsistencyProof(
      @ForAll Random random, @ForAll @IntRange(min = 2, max = 130) int newer) {
    List<ByteString> leaves = leaves(random, newer);
    int older = 1 + random.nextInt(newer - 1);
    ByteString witnessed = tree(leaves).rootAt(older);
    leaves.set(random.nextInt(older), leaf(random));
    LedgerTree rewritten = tree(leaves);
    ConsistencyProof proof = rewritten.consistencyProof(older, newer);
    assertFalse(proof.verifies(witnessed, rewritten.root()));
  }

  @Test
  void everyLedgerExtendsTheEmptyOne() {
    LedgerTree tree = published();
    ConsistencyProof proof = tree.consistencyProof(0, 8);
    assertTrue(proof.verifies(LedgerTree.EMPTY_ROOT, tree.root()));
    assertFalse(proof.verifies(tree.rootAt(1), tree.root()));
  }

  @Test
  void nothingIsSaidAboutSizesThatAreNotThere() {
    LedgerTree tree = published();
    assertThrows(IllegalArgumentException.class, () -> tree.rootAt(9));
    assertThrows(IllegalArgumentException.class, () -> tree.rootAt(-1));
    assertThrows(IllegalArgumentException.class, () -> tree.inclusionProof(8, 8));
    assertThrows(IllegalArgumentException.class, () -> tree.consistencyProof(3, 9));
    assertThrows(IllegalArgumentException.class, () -> tree.consistencyProof(5, 4));
  }

  private static LedgerTree published() {
    LedgerTree tree = new LedgerTree();
    for (JsonNode leaf : PUBLISHED.get("leaves")) {
      tree.append(LedgerTree.leafHash(Vectors.hex(leaf)));
    }
    return tree;
  }

  private static LedgerTree tree(List<ByteString> leaves) {
    LedgerTree tree = new LedgerTree();
    leaves.forEach(tree::append);
    return tree;
  }

  private static List<ByteString> leaves(Random random, int count) {
    List<ByteString> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(leaf(random));
    }
    return leaves;
  }

  private static ByteString leaf(Random random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return ByteString.of(bytes);
  }

  /** One hash replaced, one too many, one too few. */
  private static List<List<ByteString>> changed(List<ByteString> path, Random random) {
    List<ByteString> longer = new ArrayList<>(path);
    longer.add(leaf(random));
    if (path.isEmpty()) {
      return List.of(longer);
    }
    List<ByteString> replaced = new ArrayList<>(path);
    replaced.set(random.nextInt(path.size()), leaf(random));
    return List.of(longer, replaced, path.subList(0, path.size() - 1));
  }

  private static List<ByteString> hashes(JsonNode texts) {
    List<ByteString> hashes = new ArrayList<>();
    texts.forEach(text -> hashes.add(ByteString.fromHex(text.asText())));
    return hashes;
  }
}
