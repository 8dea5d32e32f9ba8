package io.grantkeeper.identity.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.RowType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A partition's digest")
class PartitionDigestTest {
    private static ListingRow row(String name, String segment, long content) {
        return new ListingRow(new RowKey(RowType.GRANT, "acme/bot/x", name), segment, content);
    }

    private static long hash(ListingRow row) {
        return RowHashes.of(row.key());
    }

    private static PartitionDigest digestOf(ListingRow... rows) {
        return PartitionDigest.of(
                7,
                PartitionDigest.empty()
                        .compare(List.of(rows), Optional.empty())
                        .after()
                        .values());
    }

    private final ListingRow a = row("a", "dana", 1);
    private final ListingRow b = row("b", "dana", 2);
    private final ListingRow c = row("c", "erin", 3);
    private final PartitionDigest digest = digestOf(a, b, c);

    @Test
    void findsNoChangeIfOnlyOrderDiffers() {
        PartitionDigestComparison comparison = digest.compare(List.of(c, a, b), Optional.empty());
        assertThat(comparison.isUnchanged()).isTrue();
        assertThat(comparison.after()).isEqualTo(digest.rows());
    }

    @Test
    void findsNewChangedAndMissingRows() {
        ListingRow changed = row("a", "dana", 9);
        ListingRow fresh = row("d", "erin", 4);
        PartitionDigestComparison comparison = digest.compare(List.of(changed, c, fresh), Optional.empty());
        assertThat(comparison.changed()).containsExactly(changed, fresh);
        assertThat(comparison.missing()).containsExactly(hash(b));
        assertThat(PartitionDigest.of(8, comparison.after().values()))
                .isEqualTo(
                        PartitionDigest.of(8, digestOf(changed, c, fresh).rows().values()));
    }

    @Test
    void treatsRowInAnotherSegmentAsChanged() {
        assertThat(digest.changed(List.of(row("a", "erin", 1)))).hasSize(1);
    }

    @Test
    void reportsMissingRowsOnlyInSegmentThatWasRead() {
        PartitionDigestComparison comparison = digest.compare(List.of(a), Optional.of("dana"));
        assertThat(comparison.missing()).containsExactly(hash(b));
        assertThat(comparison.after()).containsOnlyKeys(hash(a), hash(c));
        assertThat(digest.compare(List.of(), Optional.of("erin")).missing()).containsExactly(hash(c));
        assertThat(digest.compare(List.of(), Optional.of("nobody")).isUnchanged())
                .isTrue();
    }

    @Test
    void reportsEveryRowOfEmptyPartitionAsMissing() {
        assertThat(digest.compare(List.of(), Optional.empty()).missing())
                .containsExactlyInAnyOrder(hash(a), hash(b), hash(c));
    }

    @Test
    void usesLastOfDuplicateRows() {
        PartitionDigestComparison comparison = digest.compare(List.of(a, b, row("c", "erin", 8), c), Optional.empty());
        assertThat(comparison.isUnchanged()).isTrue();
    }

    @Test
    void treatsUncertainRowsAsChangedOrMissing() {
        ListingRow fresh = row("d", "erin", 4);
        PartitionDigest uncertain = digest.withUncertain(8, List.of(row("a", "dana", 9), fresh), Set.of(hash(b), 42L));
        assertThat(uncertain.version()).isEqualTo(8);
        assertThat(uncertain.changed(List.of(a, b, c, fresh))).containsExactly(a, b, fresh);
        assertThat(uncertain.compare(List.of(c), Optional.empty()).missing())
                .containsExactlyInAnyOrder(hash(a), hash(b), hash(fresh));
        assertThat(uncertain.compare(List.of(), Optional.of("erin")).missing())
                .containsExactlyInAnyOrder(hash(c), hash(fresh));
    }

    @Test
    void treatsRowWhoseHashEqualsUncertainMarkerAsChanged() {
        ListingRow unlucky = row("u", "", RowDigest.UNCERTAIN);
        assertThat(digestOf(unlucky).changed(List.of(unlucky))).containsExactly(unlucky);
    }
}
