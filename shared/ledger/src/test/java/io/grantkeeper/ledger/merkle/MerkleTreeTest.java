package io.grantkeeper.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.ledger.NotProvenException;
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

    private static List<Hash> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Merkle.leaf(("entry " + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** RFC 6962, section 2.1, word for word, and as slow as that. */
    private static Hash definition(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Merkle.EMPTY;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = 1;
        while (split * 2 < leaves.size()) {
            split *= 2;
        }
        return Merkle.node(definition(leaves.subList(0, split)), definition(leaves.subList(split, leaves.size())));
    }

    @Test
    void hashesNothingAndAnEmptyLeafAsTheRfcSays() {
        assertThat(HexFormat.of().formatHex(Merkle.EMPTY.bytes()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(HexFormat.of().formatHex(Merkle.leaf(new byte[0]).bytes()))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void hasTheRootOfTheDefinitionAtEverySizeHoweverItGrew() {
        for (int size = 0; size <= MOST; size++) {
            List<Hash> leaves = leaves(size);
            Hash expected = definition(leaves);
            Frontier grown = Frontier.EMPTY;
            for (int i = 0; i < size; i += 3) {
                grown = grown.plus(leaves.subList(i, Math.min(size, i + 3)));
            }
            assertThat(grown.size()).isEqualTo(size);
            assertThat(grown.root()).as("size %d", size).isEqualTo(expected);
            assertThat(new SmallTree(leaves(MOST)).proofs().root(size)).isEqualTo(expected);
        }
    }

    @Test
    void provesEveryEntryAtEverySizeAndAtNoOtherPlace() {
        List<Hash> leaves = leaves(MOST);
        ProofBuilder proofs = new SmallTree(leaves).proofs();
        for (int size = 1; size <= MOST; size++) {
            Hash root = proofs.root(size);
            for (int index = 0; index < size; index++) {
                List<Hash> proof = proofs.inclusion(index, size);
                Hash leaf = leaves.get(index);
                int at = index;
                int of = size;
                assertThatCode(() -> ProofCheck.inclusion(at, of, leaf, proof, root))
                        .doesNotThrowAnyException();
                assertThatThrownBy(() -> ProofCheck.inclusion(at ^ 1, of, leaf, proof, root))
                        .isInstanceOf(NotProvenException.class);
                assertThatThrownBy(() -> ProofCheck.inclusion(at + (long) of, of, leaf, proof, root))
                        .isInstanceOf(NotProvenException.class);
                assertThatThrownBy(() -> ProofCheck.inclusion(at, of, Merkle.EMPTY, proof, root))
                        .hasMessageContaining("expected " + root);
            }
        }
    }

    @Test
    void provesThatItGrewFromEverySizeToEveryOther() {
        ProofBuilder proofs = new SmallTree(leaves(MOST)).proofs();
        for (int newer = 1; newer <= MOST; newer++) {
            Hash newRoot = proofs.root(newer);
            for (int older = 1; older <= newer; older++) {
                List<Hash> proof = proofs.consistency(older, newer);
                Hash oldRoot = proofs.root(older);
                int from = older;
                int to = newer;
                assertThatCode(() -> ProofCheck.consistency(from, to, proof, oldRoot, newRoot))
                        .doesNotThrowAnyException();
                assertThatThrownBy(() -> ProofCheck.consistency(from, to, proof, Merkle.EMPTY, newRoot))
                        .isInstanceOf(NotProvenException.class);
                List<Hash> longer = new ArrayList<>(proof);
                longer.add(Merkle.EMPTY);
                assertThatThrownBy(() -> ProofCheck.consistency(from, to, longer, oldRoot, newRoot))
                        .isInstanceOf(NotProvenException.class);
                if (!proof.isEmpty()) {
                    assertThatThrownBy(() -> ProofCheck.consistency(
                                    from, to, proof.subList(0, proof.size() - 1), oldRoot, newRoot))
                            .isInstanceOf(NotProvenException.class);
                }
            }
        }
    }

    @Test
    void takesSizesAsUnsignedNumbers() {
        List<Hash> none = List.of();
        assertThatThrownBy(() -> ProofCheck.inclusion(-1, 5, Merkle.EMPTY, none, Merkle.EMPTY))
                .hasMessage("inclusion: index 18446744073709551615 lies outside a tree of 5 entries");
        assertThatThrownBy(() -> ProofCheck.inclusion(0, -1, Merkle.EMPTY, none, Merkle.EMPTY))
                .hasMessageContaining("too few");
        assertThatThrownBy(() -> ProofCheck.inclusion(0, 0, Merkle.EMPTY, none, Merkle.EMPTY))
                .hasMessageContaining("outside a tree of 0");
        assertThatThrownBy(() -> ProofCheck.consistency(-1, 3, none, Merkle.EMPTY, Merkle.EMPTY))
                .hasMessageContaining("more than the newer");
        assertThatThrownBy(() -> ProofCheck.consistency(0, 3, none, Merkle.EMPTY, Merkle.EMPTY))
                .hasMessageContaining("from an empty tree nothing");
        assertThatThrownBy(() -> ProofCheck.consistency(3, 7, none, Merkle.EMPTY, Merkle.EMPTY))
                .hasMessageContaining("no hashes");
    }
}
