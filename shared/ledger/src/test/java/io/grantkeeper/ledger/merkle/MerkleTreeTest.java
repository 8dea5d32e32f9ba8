package io.grantkeeper.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.ledger.ProofFailedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Merkle tree")
class MerkleTreeTest {
    private static final int MOST = 70;

    private static List<Sha256Hash> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> MerkleHashing.leaf(("entry " + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Computes the root exactly as RFC 6962, section 2.1, defines it, which is slow. */
    private static Sha256Hash definedRoot(List<Sha256Hash> leaves) {
        if (leaves.isEmpty()) {
            return MerkleHashing.EMPTY;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = 1;
        while (split * 2 < leaves.size()) {
            split *= 2;
        }
        return MerkleHashing.node(
                definedRoot(leaves.subList(0, split)), definedRoot(leaves.subList(split, leaves.size())));
    }

    @Test
    void hashesEmptyTreeAndEmptyLeafAsSpecified() {
        assertThat(HexFormat.of().formatHex(MerkleHashing.EMPTY.bytes()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(HexFormat.of().formatHex(MerkleHashing.leaf(new byte[0]).bytes()))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void calculatesSpecifiedRootAtEverySize() {
        for (int size = 0; size <= MOST; size++) {
            List<Sha256Hash> leaves = leaves(size);
            Sha256Hash expected = definedRoot(leaves);
            TreeFrontier grown = TreeFrontier.EMPTY;
            for (int i = 0; i < size; i += 3) {
                grown = grown.append(leaves.subList(i, Math.min(size, i + 3)));
            }
            assertThat(grown.size()).isEqualTo(size);
            assertThat(grown.root()).as("size %d", size).isEqualTo(expected);
            assertThat(new InMemoryTree(leaves(MOST)).proofs().root(size)).isEqualTo(expected);
        }
    }

    @Test
    void provesEveryEntryOnlyAtItsIndex() {
        List<Sha256Hash> leaves = leaves(MOST);
        ProofBuilder proofs = new InMemoryTree(leaves).proofs();
        for (int size = 1; size <= MOST; size++) {
            Sha256Hash root = proofs.root(size);
            for (int index = 0; index < size; index++) {
                List<Sha256Hash> proof = proofs.inclusion(index, size);
                Sha256Hash leaf = leaves.get(index);
                int at = index;
                int of = size;
                assertThatCode(() -> ProofVerifier.inclusion(at, of, leaf, proof, root))
                        .doesNotThrowAnyException();
                assertThatThrownBy(() -> ProofVerifier.inclusion(at ^ 1, of, leaf, proof, root))
                        .isInstanceOf(ProofFailedException.class);
                assertThatThrownBy(() -> ProofVerifier.inclusion(at + (long) of, of, leaf, proof, root))
                        .isInstanceOf(ProofFailedException.class);
                assertThatThrownBy(() -> ProofVerifier.inclusion(at, of, MerkleHashing.EMPTY, proof, root))
                        .hasMessageContaining("expected " + root);
            }
        }
    }

    @Test
    void provesConsistencyBetweenAllSizes() {
        ProofBuilder proofs = new InMemoryTree(leaves(MOST)).proofs();
        for (int newer = 1; newer <= MOST; newer++) {
            Sha256Hash newRoot = proofs.root(newer);
            for (int older = 1; older <= newer; older++) {
                List<Sha256Hash> proof = proofs.consistency(older, newer);
                Sha256Hash oldRoot = proofs.root(older);
                int from = older;
                int to = newer;
                assertThatCode(() -> ProofVerifier.consistency(from, to, proof, oldRoot, newRoot))
                        .doesNotThrowAnyException();
                assertThatThrownBy(() -> ProofVerifier.consistency(from, to, proof, MerkleHashing.EMPTY, newRoot))
                        .isInstanceOf(ProofFailedException.class);
                List<Sha256Hash> longer = new ArrayList<>(proof);
                longer.add(MerkleHashing.EMPTY);
                assertThatThrownBy(() -> ProofVerifier.consistency(from, to, longer, oldRoot, newRoot))
                        .isInstanceOf(ProofFailedException.class);
                if (!proof.isEmpty()) {
                    assertThatThrownBy(() -> ProofVerifier.consistency(
                                    from, to, proof.subList(0, proof.size() - 1), oldRoot, newRoot))
                            .isInstanceOf(ProofFailedException.class);
                }
            }
        }
    }

    @Test
    void treatsSizesAsUnsigned() {
        List<Sha256Hash> none = List.of();
        assertThatThrownBy(() -> ProofVerifier.inclusion(-1, 5, MerkleHashing.EMPTY, none, MerkleHashing.EMPTY))
                .hasMessage("inclusion: index 18446744073709551615 is outside the tree of 5 entries");
        assertThatThrownBy(() -> ProofVerifier.inclusion(0, -1, MerkleHashing.EMPTY, none, MerkleHashing.EMPTY))
                .hasMessageContaining("too few");
        assertThatThrownBy(() -> ProofVerifier.inclusion(0, 0, MerkleHashing.EMPTY, none, MerkleHashing.EMPTY))
                .hasMessageContaining("outside the tree of 0");
        assertThatThrownBy(() -> ProofVerifier.consistency(-1, 3, none, MerkleHashing.EMPTY, MerkleHashing.EMPTY))
                .hasMessageContaining("more than the newer");
        assertThatThrownBy(() -> ProofVerifier.consistency(0, 3, none, MerkleHashing.EMPTY, MerkleHashing.EMPTY))
                .hasMessageContaining("the older tree is empty");
        assertThatThrownBy(() -> ProofVerifier.consistency(3, 7, none, MerkleHashing.EMPTY, MerkleHashing.EMPTY))
                .hasMessageContaining("no hashes");
    }
}
