package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.NOON;
import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link LogStore} does, with the {@link EntryStore} that feeds it. */
@DisplayName("A log store")
public abstract class LogStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract LogStore store();

    protected abstract EntryStore entries();

    /** An entry that says nothing but its id. */
    public static Entry entry(TenantId tenant, String id) {
        return Entry.of(id, tenant, NOON, new Happening.FindingClosed(id), Actor.function("test"));
    }

    private byte[] leaf(String id) {
        return EntryJson.write(entry(tenant, id)).array();
    }

    private EntryBundle leaves(String... ids) {
        return new EntryBundle(List.of(ids).stream().map(this::leaf).toList());
    }

    @Test
    void keepsTheFirstEntryOfAnId() {
        Entry first = entry(tenant, "a");
        assertThat(entries().add(tenant, first)).isTrue();
        assertThat(entries()
                        .add(
                                tenant,
                                Entry.of("a", tenant, NOON, new Happening.FindingClosed("b"), Actor.function("test"))))
                .isFalse();
        assertThat(store().pending(tenant, 9)).containsExactly(EntryJson.write(first));
    }

    @Test
    void handsOutWhatWaitsUntilItIsSettled() {
        List.of("a", "b", "c").forEach(id -> entries().add(tenant, entry(tenant, id)));
        assertThat(store().pending(tenant, 2)).hasSize(2);
        store().settle(tenant, Map.of("a", 0L, "c", 1L));
        store().settle(tenant, Map.of("a", 0L, "c", 1L));
        assertThat(store().pending(tenant, 9)).containsExactly(EntryJson.write(entry(tenant, "b")));
        assertThat(store().indexOf(tenant, "c")).contains(1L);
        assertThat(store().indexOf(tenant, "b")).isEmpty();
        assertThat(store().indexOf(tenant, "never")).isEmpty();
    }

    @Test
    void handsOutTheLongestWaitingFirstWhateverItIsCalled() {
        List<Bytes> told = IntStream.range(0, 60)
                .mapToObj(i -> Entry.of(
                        "entry-" + i * 7919 % 60,
                        tenant,
                        NOON.plusSeconds(i),
                        new Happening.FindingClosed("f"),
                        Actor.function("test")))
                .map(entry -> {
                    entries().add(tenant, entry);
                    return EntryJson.write(entry);
                })
                .toList();
        assertThat(store().pending(tenant, 100)).isEqualTo(told);
        assertThat(store().pending(tenant, 13)).isEqualTo(told.subList(0, 13));
        store().settle(tenant, Map.of(EntryJson.idOf(told.getFirst()), 0L, EntryJson.idOf(told.get(1)), 1L));
        assertThat(store().pending(tenant, 13)).isEqualTo(told.subList(2, 15));
    }

    @Test
    void neverTakesASettledEntryAgain() {
        entries().add(tenant, entry(tenant, "a"));
        store().settle(tenant, Map.of("a", 0L));
        assertThat(entries().add(tenant, entry(tenant, "a"))).isFalse();
        assertThat(store().pending(tenant, 9)).isEmpty();
    }

    private List<Entry> several(String... ids) {
        return Stream.of(ids).map(id -> entry(tenant, id)).toList();
    }

    private List<String> waiting() {
        return store().pending(tenant, 999).stream().map(EntryJson::idOf).toList();
    }

    @Test
    void keepsSeveralThatAreToldTogether() {
        entries().addAll(tenant, List.of());
        entries().addAll(tenant, several("a", "b", "c"));
        assertThat(waiting()).containsExactly("a", "b", "c");
        assertThat(store().pending(tenant, 2).stream().map(EntryJson::idOf)).containsExactly("a", "b");
        store().settle(tenant, Map.of("b", 0L));
        assertThat(waiting()).containsExactly("a", "c");
        store().settle(tenant, Map.of("a", 1L, "c", 2L));
        assertThat(waiting()).isEmpty();
        assertThat(store().indexOf(tenant, "c")).contains(2L);
    }

    @Test
    void givesThoseOnePlaceThatAreToldAgainInOtherCompany() {
        entries().addAll(tenant, several("a", "b", "c"));
        entries().addAll(tenant, several("c", "d"));
        entries().add(tenant, entry(tenant, "a"));
        assertThat(waiting()).containsOnly("a", "b", "c", "d");
        store().settle(tenant, Map.of("a", 0L, "c", 1L));
        assertThat(waiting()).containsOnly("b", "d");
        entries().addAll(tenant, several("a", "b", "c", "d"));
        assertThat(entries().add(tenant, entry(tenant, "c"))).isFalse();
        assertThat(waiting()).containsOnly("b", "d");
        store().settle(tenant, Map.of("b", 2L, "d", 3L));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void keepsMoreThanFitTogether() {
        String[] many = IntStream.range(0, 700).mapToObj(i -> "entry-" + i).toArray(String[]::new);
        entries().addAll(tenant, several(many));
        assertThat(waiting()).containsExactlyInAnyOrder(many);
    }

    @Test
    void givesAPlaceOnce() {
        assertThat(store().sequence(tenant, 0, leaves("a", "b"))).isTrue();
        assertThat(store().sequence(tenant, 0, leaves("c"))).isFalse();
        assertThat(store().sequenced(tenant, 0)).contains(leaves("a", "b"));
        assertThat(store().sequenced(tenant, 1)).isEmpty();
    }

    @Test
    void readsABundleFromItsPiecesAndSeesAHole() {
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
    void keepsWholePiecesInOrder() {
        String[] ids = IntStream.range(0, 200).mapToObj(i -> "entry-" + i).toArray(String[]::new);
        store().sequence(tenant, 0, leaves(ids));
        store().sequence(tenant, 200, leaves("next"));
        assertThat(store().entries(tenant, 0).entries()).hasSize(201);
        assertThat(store().sequenced(tenant, 0)).contains(leaves(ids));
    }

    @Test
    void keepsATileForGood() {
        TileId tile = new TileId(1, 0, 1);
        Bytes hashes = Bytes.of(new byte[32]);
        assertThat(store().tile(tenant, tile)).isEmpty();
        store().keepTile(tenant, tile, hashes);
        store().keepTile(tenant, tile, hashes);
        assertThat(store().tile(tenant, tile)).contains(hashes);
        assertThat(store().tile(tenant, new TileId(1, 0, 2))).isEmpty();
        byte[] others = new byte[32];
        others[0] = 1;
        assertThatThrownBy(() -> store().keepTile(tenant, tile, Bytes.of(others)))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("tile/1/000.p/1");
    }

    @Test
    void movesTheHeadFromWhereItIsOnly() {
        Frontier one = Frontier.EMPTY.plus(leaves("a").leafHashes());
        Frontier two = one.plus(leaves("b").leafHashes());
        assertThat(store().head(tenant)).isEqualTo(Frontier.EMPTY);
        assertThat(store().advance(tenant, Frontier.EMPTY, one)).isTrue();
        assertThat(store().advance(tenant, Frontier.EMPTY, two)).isFalse();
        assertThat(store().head(tenant)).isEqualTo(one);
        assertThat(store().advance(tenant, one, two)).isTrue();
        assertThat(store().head(tenant)).isEqualTo(two);
    }

    @Test
    void publishesForwardOnlyAndKeepsEveryCheckpoint() {
        assertThat(store().checkpoint(tenant)).isEmpty();
        store().publish(tenant, 1, note(1, ""));
        store().publish(tenant, 300, note(300, ""));
        store().publish(tenant, 20, note(20, "and late"));
        assertThat(store().checkpoint(tenant)).contains(note(300, ""));
        store().publish(tenant, 300, note(300, "signed by one more"));
        assertThat(store().checkpoint(tenant)).contains(note(300, "signed by one more"));
        assertThat(store().checkpoints(tenant, 0, 9)).containsExactly(note(1, ""), note(300, "signed by one more"));
        assertThat(store().checkpoints(tenant, 2, 9)).hasSize(1);
        assertThat(store().checkpoints(tenant, 0, 1)).containsExactly(note(1, ""));
    }

    private static String note(long size, String signatures) {
        return "origin\n%d\nroot\n\n%s".formatted(size, signatures);
    }

    @Test
    void remembersHowFarItWasExported() {
        assertThat(store().exported(tenant)).isZero();
        store().exported(tenant, 7);
        store().exported(tenant, 5);
        assertThat(store().exported(tenant)).isEqualTo(7);
    }

    @Test
    void keepsTenantsApart() {
        entries().add(tenant, entry(tenant, "a"));
        store().sequence(tenant, 0, leaves("a"));
        store().publish(tenant, 1, note(1, ""));
        TenantId stranger = freshTenant();
        assertThat(store().pending(stranger, 9)).isEmpty();
        assertThat(store().sequenced(stranger, 0)).isEqualTo(Optional.empty());
        assertThat(store().checkpoint(stranger)).isEmpty();
    }
}
