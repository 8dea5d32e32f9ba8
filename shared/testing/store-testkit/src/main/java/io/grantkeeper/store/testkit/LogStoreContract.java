package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests that every implementation of {@link LogStore} must pass, together with the {@link PendingEntryStore} that
 * belongs to it.
 */
@DisplayName("A log store")
public abstract class LogStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract LogStore store();

    protected abstract PendingEntryStore entries();

    /** Returns a minimal ledger entry, whose only distinguishing content is its ID. */
    public static LedgerEntry entry(TenantId tenant, String id) {
        return LedgerEntry.of(id, tenant, NOON, new LedgerEvent.FindingClosed(id), EntryActor.function("test"));
    }

    private byte[] leaf(String id) {
        return LedgerEntryJson.write(entry(tenant, id)).array();
    }

    private EntryBundle leaves(String... ids) {
        return new EntryBundle(List.of(ids).stream().map(this::leaf).toList());
    }

    @Test
    void keepsFirstOfTwoEntriesWithSameId() {
        LedgerEntry first = entry(tenant, "a");
        assertThat(entries().add(tenant, first)).isTrue();
        assertThat(entries()
                        .add(
                                tenant,
                                LedgerEntry.of(
                                        "a",
                                        tenant,
                                        NOON,
                                        new LedgerEvent.FindingClosed("b"),
                                        EntryActor.function("test"))))
                .isFalse();
        assertThat(store().pending(tenant, 9)).containsExactly(LedgerEntryJson.write(first));
    }

    @Test
    void returnsPendingEntriesUntilPositionsAreRecorded() {
        List.of("a", "b", "c").forEach(id -> entries().add(tenant, entry(tenant, id)));
        assertThat(store().pending(tenant, 2)).hasSize(2);
        store().recordPositions(tenant, Map.of("a", 0L, "c", 1L));
        store().recordPositions(tenant, Map.of("a", 0L, "c", 1L));
        assertThat(store().pending(tenant, 9)).containsExactly(LedgerEntryJson.write(entry(tenant, "b")));
        assertThat(store().indexOf(tenant, "c")).contains(1L);
        assertThat(store().indexOf(tenant, "b")).isEmpty();
        assertThat(store().indexOf(tenant, "never")).isEmpty();
        assertThat(store().indexesOf(tenant, List.of("a", "b", "c", "never"))).isEqualTo(Map.of("a", 0L, "c", 1L));
        assertThat(store().indexesOf(tenant, List.of())).isEmpty();
    }

    @Test
    void returnsOldestPendingEntriesFirst() {
        List<ImmutableBytes> told = IntStream.range(0, 60)
                .mapToObj(i -> LedgerEntry.of(
                        "entry-" + i * 7919 % 60,
                        tenant,
                        NOON.plusSeconds(i),
                        new LedgerEvent.FindingClosed("f"),
                        EntryActor.function("test")))
                .map(entry -> {
                    entries().add(tenant, entry);
                    return LedgerEntryJson.write(entry);
                })
                .toList();
        assertThat(store().pending(tenant, 100)).isEqualTo(told);
        assertThat(store().pending(tenant, 13)).isEqualTo(told.subList(0, 13));
        store().recordPositions(
                        tenant,
                        Map.of(LedgerEntryJson.idOf(told.getFirst()), 0L, LedgerEntryJson.idOf(told.get(1)), 1L));
        assertThat(store().pending(tenant, 13)).isEqualTo(told.subList(2, 15));
    }

    @Test
    void rejectsEntryThatAlreadyHasPosition() {
        entries().add(tenant, entry(tenant, "a"));
        store().recordPositions(tenant, Map.of("a", 0L));
        assertThat(entries().add(tenant, entry(tenant, "a"))).isFalse();
        assertThat(store().pending(tenant, 9)).isEmpty();
    }

    private List<LedgerEntry> several(String... ids) {
        return Stream.of(ids).map(id -> entry(tenant, id)).toList();
    }

    private List<String> pendingIds() {
        return store().pending(tenant, 999).stream().map(LedgerEntryJson::idOf).toList();
    }

    @Test
    void storesEntriesAddedInOneCall() {
        entries().addAll(tenant, List.of());
        entries().addAll(tenant, several("a", "b", "c"));
        assertThat(pendingIds()).containsExactly("a", "b", "c");
        assertThat(store().pending(tenant, 2).stream().map(LedgerEntryJson::idOf))
                .containsExactly("a", "b");
        store().recordPositions(tenant, Map.of("b", 0L));
        assertThat(pendingIds()).containsExactly("a", "c");
        store().recordPositions(tenant, Map.of("a", 1L, "c", 2L));
        assertThat(pendingIds()).isEmpty();
        assertThat(store().indexOf(tenant, "c")).contains(2L);
    }

    @Test
    void removesEntryFromAllPendingGroupsOncePositionIsRecorded() {
        entries().addAll(tenant, several("a", "b", "c"));
        entries().addAll(tenant, several("c", "d"));
        entries().add(tenant, entry(tenant, "a"));
        assertThat(pendingIds()).containsOnly("a", "b", "c", "d");
        store().recordPositions(tenant, Map.of("a", 0L, "c", 1L));
        assertThat(pendingIds()).containsOnly("b", "d");
        entries().addAll(tenant, several("a", "b", "c", "d"));
        assertThat(entries().add(tenant, entry(tenant, "c"))).isFalse();
        assertThat(pendingIds()).containsOnly("b", "d");
        store().recordPositions(tenant, Map.of("b", 2L, "d", 3L));
        assertThat(pendingIds()).isEmpty();
    }

    @Test
    void storesMoreEntriesThanFitIntoOneItem() {
        String[] many = IntStream.range(0, 700).mapToObj(i -> "entry-" + i).toArray(String[]::new);
        entries().addAll(tenant, several(many));
        assertThat(pendingIds()).containsExactlyInAnyOrder(many);
    }

    @Test
    void sequencesEachPositionOnlyOnce() {
        assertThat(store().sequence(tenant, 0, leaves("a", "b"))).isTrue();
        assertThat(store().sequence(tenant, 0, leaves("c"))).isFalse();
        assertThat(store().sequenced(tenant, 0)).contains(leaves("a", "b"));
        assertThat(store().sequenced(tenant, 1)).isEmpty();
    }

    @Test
    void readsBundleFromSeveralBatchesAndDetectsGap() {
        assertThat(store().entries(tenant, 0).entries()).isEmpty();
        store().sequence(tenant, 0, leaves("a", "b"));
        store().sequence(tenant, 2, leaves("c"));
        store().sequence(tenant, 256, leaves("elsewhere"));
        assertThat(store().entries(tenant, 0)).isEqualTo(leaves("a", "b", "c"));
        assertThat(store().entries(tenant, 1)).isEqualTo(leaves("elsewhere"));
        store().sequence(tenant, 7, leaves("late"));
        assertThatThrownBy(() -> store().entries(tenant, 0))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("3 to 6");
    }

    @Test
    void storesCompleteBatchesInOrder() {
        String[] ids = IntStream.range(0, 200).mapToObj(i -> "entry-" + i).toArray(String[]::new);
        store().sequence(tenant, 0, leaves(ids));
        store().sequence(tenant, 200, leaves("next"));
        assertThat(store().entries(tenant, 0).entries()).hasSize(201);
        assertThat(store().sequenced(tenant, 0)).contains(leaves(ids));
    }

    @Test
    void neverChangesStoredTile() {
        TileId tile = new TileId(1, 0, 1);
        ImmutableBytes hashes = ImmutableBytes.of(new byte[32]);
        assertThat(store().tile(tenant, tile)).isEmpty();
        store().saveTile(tenant, tile, hashes);
        store().saveTile(tenant, tile, hashes);
        assertThat(store().tile(tenant, tile)).contains(hashes);
        assertThat(store().tile(tenant, new TileId(1, 0, 2))).isEmpty();
        byte[] others = new byte[32];
        others[0] = 1;
        assertThatThrownBy(() -> store().saveTile(tenant, tile, ImmutableBytes.of(others)))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("tile/1/000.p/1");
    }

    @Test
    void advancesHeadOnlyIfExpectedHeadIsCurrent() {
        TreeFrontier one = TreeFrontier.EMPTY.append(leaves("a").leafHashes());
        TreeFrontier two = one.append(leaves("b").leafHashes());
        assertThat(store().head(tenant)).isEqualTo(TreeFrontier.EMPTY);
        assertThat(store().advance(tenant, TreeFrontier.EMPTY, one)).isTrue();
        assertThat(store().advance(tenant, TreeFrontier.EMPTY, two)).isFalse();
        assertThat(store().head(tenant)).isEqualTo(one);
        assertThat(store().advance(tenant, one, two)).isTrue();
        assertThat(store().head(tenant)).isEqualTo(two);
    }

    @Test
    void publishesNoCheckpointSmallerThanLatestAndKeepsEarlierOnes() {
        assertThat(store().checkpoint(tenant)).isEmpty();
        store().publish(tenant, 1, note(1, ""));
        store().publish(tenant, 300, note(300, ""));
        store().publish(tenant, 20, note(20, "and late"));
        assertThat(store().checkpoint(tenant)).contains(note(300, ""));
        store().publish(tenant, 300, note(300, "signed with another key"));
        assertThat(store().checkpoint(tenant)).contains(note(300, "signed with another key"));
        assertThat(store().checkpoints(tenant, 0, 9))
                .containsExactly(note(1, ""), note(300, "signed with another key"));
        assertThat(store().checkpoints(tenant, 2, 9)).hasSize(1);
        assertThat(store().checkpoints(tenant, 0, 1)).containsExactly(note(1, ""));
    }

    private static String note(long size, String signatures) {
        return "origin\n%d\nroot\n\n%s".formatted(size, signatures);
    }

    @Test
    void keepsLargestExportedSize() {
        assertThat(store().exportedSize(tenant)).isZero();
        store().exportedSize(tenant, 7);
        store().exportedSize(tenant, 5);
        assertThat(store().exportedSize(tenant)).isEqualTo(7);
    }

    @Test
    void separatesTenants() {
        entries().add(tenant, entry(tenant, "a"));
        store().sequence(tenant, 0, leaves("a"));
        store().publish(tenant, 1, note(1, ""));
        TenantId stranger = freshTenant();
        assertThat(store().pending(stranger, 9)).isEmpty();
        assertThat(store().sequenced(stranger, 0)).isEqualTo(Optional.empty());
        assertThat(store().checkpoint(stranger)).isEmpty();
    }
}
