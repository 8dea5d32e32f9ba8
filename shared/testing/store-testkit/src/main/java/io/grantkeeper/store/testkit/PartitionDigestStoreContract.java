package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.ACME;
import static io.grantkeeper.store.testkit.ModelSamples.PARTITION;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.ListingCompleteness;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PartitionDigestComparison;
import io.grantkeeper.identity.digest.PartitionDigestLease;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.digest.RowHashes;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.work.PartitionRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link PartitionDigestStore} must pass. */
@DisplayName("A digest store")
public abstract class PartitionDigestStoreContract {
    protected final TenantId tenant = freshTenant();

    protected abstract PartitionDigestStore store();

    protected static ListingRow row(String name, long content) {
        return new ListingRow(RowKey.grant(appId("notes"), name), "segment-of-" + name, content);
    }

    protected static List<ListingRow> rows(int count) {
        List<ListingRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new ListingRow(RowKey.grant(appId("app-" + i % 97), "user/" + i), "user-" + i / 10, i + 1));
        }
        return rows;
    }

    protected PartitionDigest load() {
        return store().load(tenant, PARTITION);
    }

    /** Records a successful listing, with all steps that this takes, and returns the partition's new digest. */
    protected PartitionDigest recordListing(List<ListingRow> listing) {
        PartitionDigest digest = load();
        PartitionDigestComparison comparison = digest.compare(listing, Optional.empty());
        PartitionDigestLease prepared =
                store().prepare(tenant, PARTITION, digest, comparison.changed(), comparison.missing());
        return store().save(tenant, PARTITION, prepared, comparison.after().values());
    }

    private Map<Long, RowKey> keys(ListingRow... rows) {
        return store().keys(
                        tenant,
                        PARTITION,
                        List.of(rows).stream()
                                .map(row -> RowHashes.of(row.key()))
                                .toList());
    }

    @Nested
    @DisplayName("when a partition has been read")
    class Recording {
        @Test
        void returnsEmptyDigestBeforeFirstListing() {
            assertThat(load()).isEqualTo(PartitionDigest.empty());
            assertThat(keys(row("a", 1))).isEmpty();
        }

        @Test
        void findsNoChangeInIdenticalListing() {
            List<ListingRow> listing = rows(1_000);
            PartitionDigest saved = recordListing(listing);
            assertThat(load()).isEqualTo(saved);
            assertThat(load().compare(listing, Optional.empty()).isUnchanged()).isTrue();
            assertThat(load().version()).isPositive();
        }

        @Test
        void returnsKeysOfRowsMissingFromListing() {
            recordListing(List.of(row("a", 1), row("b", 2), row("c", 3)));
            PartitionDigestComparison comparison = load().compare(List.of(row("b", 2)), Optional.empty());
            assertThat(store().keys(tenant, PARTITION, comparison.missing()).values())
                    .containsExactlyInAnyOrder(row("a", 1).key(), row("c", 3).key());
        }

        @Test
        void keepsRowKeysAcrossManyChanges() {
            List<ListingRow> listing = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                listing.add(row("r" + i, 1));
                recordListing(listing);
            }
            listing.replaceAll(row -> new ListingRow(row.key(), row.segment(), 2));
            recordListing(listing);
            assertThat(keys(listing.toArray(ListingRow[]::new))).hasSize(60);
            recordListing(listing.subList(0, 30));
            assertThat(keys(listing.toArray(ListingRow[]::new))).hasSize(30);
        }

        @Test
        void storesPartitionsWithTensOfThousandsOfRows() {
            List<ListingRow> listing = rows(45_000);
            recordListing(listing);
            assertThat(load().compare(listing, Optional.empty()).isUnchanged()).isTrue();
            PartitionDigestComparison fewer = load().compare(listing.subList(100, 45_000), Optional.empty());
            assertThat(store().keys(tenant, PARTITION, fewer.missing())).hasSize(100);
        }

        @Test
        void storesEmptyDigestAfterEmptyListing() {
            recordListing(rows(10));
            assertThat(recordListing(List.of()).rows()).isEmpty();
            assertThat(load().rows()).isEmpty();
        }

        @Test
        void rejectsRowsThatWereNotPrepared() {
            PartitionDigestLease prepared = store().prepare(tenant, PARTITION, load(), List.of(row("a", 1)), List.of());
            RowDigest stranger = new RowDigest(RowHashes.of(row("b", 1).key()), 0, 1);
            assertThatThrownBy(() -> store().save(tenant, PARTITION, prepared, List.of(stranger)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("never prepared");
        }

        @Test
        void separatesPartitionsAndTenants() {
            recordListing(rows(3));
            PartitionRef other = new PartitionRef(ACME, new StreamId("tokens"), "users-8");
            assertThat(store().load(tenant, other)).isEqualTo(PartitionDigest.empty());
            assertThat(store().load(freshTenant(), PARTITION)).isEqualTo(PartitionDigest.empty());
        }
    }

    @Nested
    @DisplayName("when work is interrupted between writing rows and saving the digest")
    class Dying {
        @Test
        void treatsPreparedNewRowsAsChangedAndReturnsTheirKeys() {
            store().prepare(tenant, PARTITION, load(), List.of(row("a", 1)), List.of());
            assertThat(load().changed(List.of(row("a", 1)))).containsExactly(row("a", 1));
            PartitionDigestComparison vanished = load().compare(List.of(), Optional.empty());
            assertThat(store().keys(tenant, PARTITION, vanished.missing()).values())
                    .containsExactly(row("a", 1).key());
        }

        @Test
        void treatsPreparedRowsAsChangedRegardlessOfNextListing() {
            recordListing(List.of(row("a", 1), row("b", 1)));
            store().prepare(tenant, PARTITION, load(), List.of(row("a", 2)), List.of());
            assertThat(load().changed(List.of(row("a", 1), row("b", 1)))).containsExactly(row("a", 1));
            assertThat(load().changed(List.of(row("a", 2), row("b", 1)))).containsExactly(row("a", 2));
        }

        @Test
        void treatsRowsPreparedForRemovalAsChanged() {
            recordListing(List.of(row("a", 1), row("b", 1)));
            store().prepare(
                            tenant,
                            PARTITION,
                            load(),
                            List.of(),
                            Set.of(RowHashes.of(row("a", 1).key())));
            assertThat(load().changed(List.of(row("a", 1), row("b", 1)))).containsExactly(row("a", 1));
            assertThat(load().compare(List.of(row("b", 1)), Optional.empty()).missing())
                    .hasSize(1);
        }

        @Test
        void restoresConsistencyWithNextSuccessfulListing() {
            recordListing(List.of(row("a", 1), row("b", 1)));
            store().prepare(tenant, PARTITION, load(), List.of(row("a", 2), row("c", 1)), List.of());
            List<ListingRow> listing = List.of(row("a", 2), row("c", 1));
            recordListing(listing);
            assertThat(load().compare(listing, Optional.empty()).isUnchanged()).isTrue();
            assertThat(keys(row("a", 2), row("b", 1), row("c", 1))).hasSize(2);
        }
    }

    @Nested
    @DisplayName("when two workers read the same partition")
    class Racing {
        @Test
        void allowsOnlyOneWorkerToPrepareChangesToSameDigest() {
            recordListing(rows(3));
            PartitionDigest loaded = load();
            store().prepare(tenant, PARTITION, loaded, List.of(row("a", 1)), List.of());
            assertThatThrownBy(() -> store().prepare(tenant, PARTITION, loaded, List.of(row("b", 1)), List.of()))
                    .isInstanceOf(ConcurrentWriteException.class);
            assertThat(load().rows()).hasSize(4);
        }

        @Test
        void rejectsSaveAfterPreparationByAnotherWorker() {
            PartitionDigestLease first = store().prepare(tenant, PARTITION, load(), List.of(row("a", 1)), List.of());
            PartitionDigestLease second = store().prepare(tenant, PARTITION, load(), List.of(row("b", 1)), List.of());
            assertThatThrownBy(() -> store().save(
                                    tenant,
                                    PARTITION,
                                    first,
                                    PartitionDigest.empty()
                                            .compare(List.of(row("a", 1)), Optional.empty())
                                            .after()
                                            .values()))
                    .isInstanceOf(ConcurrentWriteException.class);

            PartitionDigestComparison seen = second.digest().compare(List.of(row("b", 1)), Optional.empty());
            assertThat(store().keys(tenant, PARTITION, seen.missing()).values())
                    .containsExactly(row("a", 1).key());
            store().save(tenant, PARTITION, second, seen.after().values());
            assertThat(load().compare(List.of(row("b", 1)), Optional.empty()).isUnchanged())
                    .isTrue();
        }

        @Test
        void allowsRepeatedPreparationDuringOneListing() {
            PartitionDigestLease one = store().prepare(tenant, PARTITION, load(), List.of(row("a", 1)), List.of());
            PartitionDigestLease two =
                    store().prepare(tenant, PARTITION, one.digest(), List.of(row("b", 1)), List.of());
            assertThat(two.digest()).isEqualTo(load());
            List<ListingRow> listing = List.of(row("a", 1), row("b", 1));
            PartitionDigestComparison whole = two.digest().compare(listing, Optional.empty());
            store().save(tenant, PARTITION, two, whole.after().values());
            assertThat(load().compare(listing, Optional.empty()).isUnchanged()).isTrue();
        }
    }

    @Nested
    @DisplayName("when a removal is not proven")
    class Awaiting {
        @Test
        void keepsRowUntilLaterListingProvesItsRemoval() {
            recordListing(List.of(row("a", 1), row("b", 2)));
            PartitionDigest before = load();
            PartitionDigestComparison missing = before.compare(List.of(row("b", 2)), Optional.empty());
            PartitionDigestComparison kept = missing.keeping(missing.missing(), before, true);
            assertThat(kept.missing()).isEmpty();
            PartitionDigestLease prepared = store().prepare(tenant, PARTITION, before, kept.changed(), kept.missing());
            store().save(tenant, PARTITION, prepared, kept.after().values());

            assertThat(load().awaiting()).isEqualTo(1);
            assertThat(keys(row("a", 1)).values()).containsExactly(row("a", 1).key());
            PartitionDigestComparison again = load().compare(List.of(row("b", 2)), Optional.empty());
            assertThat(again.keeping(again.missing(), load(), true).isUnchanged())
                    .isTrue();
            assertThat(load().compare(List.of(row("a", 1), row("b", 2)), Optional.empty())
                            .changed())
                    .containsExactly(row("a", 1));
        }

        @Test
        void returnsSegmentsOfRows() {
            recordListing(List.of(row("a", 1)));
            assertThat(store().listed(tenant, PARTITION, load().rows().keySet()).values())
                    .extracting(ListingRow::segment)
                    .containsExactly("segment-of-a");
        }
    }

    @Nested
    @DisplayName("when a listing takes several invocations")
    class Continuing {
        private final ListingCompleteness walk = ListingCompleteness.start()
                .plus(false, List.of("one", "two"), List.of(4L), List.of("dana"))
                .plus(true, List.of("two", "three"), List.of(), List.of("erin"));
        private final ListingProgress progress = new ListingProgress(minute(1), rows(300), walk);

        @Test
        void returnsAllRowsReadSoFar() {
            store().saveProgress(tenant, PARTITION, "run-1/page-4", progress);
            store().saveProgress(tenant, PARTITION, "run-1/page-4", progress);
            assertThat(store().loadProgress(tenant, PARTITION, "run-1/page-4")).contains(progress);
            assertThat(store().loadProgress(tenant, PARTITION, "run-2/page-4")).isEmpty();
        }

        @Test
        void replacesLongerProgressWithShorterProgress() {
            ListingProgress longer = new ListingProgress(
                    minute(1),
                    rows(30_000),
                    walk.plus(
                            true,
                            IntStream.range(0, 60_000)
                                    .mapToObj(Integer::toString)
                                    .toList(),
                            List.of(60_000L),
                            List.of()));
            store().saveProgress(tenant, PARTITION, "run-1/page-4", longer);
            assertThat(store().loadProgress(tenant, PARTITION, "run-1/page-4")).contains(longer);
            store().saveProgress(tenant, PARTITION, "run-1/page-4", progress);
            assertThat(store().loadProgress(tenant, PARTITION, "run-1/page-4")).contains(progress);
        }

        @Test
        void deletesProgress() {
            store().saveProgress(tenant, PARTITION, "run-1/page-4", progress);
            store().clearProgress(tenant, PARTITION, "run-1/page-4");
            store().clearProgress(tenant, PARTITION, "run-1/page-4");
            assertThat(store().loadProgress(tenant, PARTITION, "run-1/page-4")).isEmpty();
        }
    }
}
