package io.grantkeeper.aws.dynamodb;

import static io.grantkeeper.store.testkit.ModelSamples.PARTITION;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.aws.dynamodb.CrashingDynamoDbClient.Died;
import io.grantkeeper.aws.dynamodb.CrashingDynamoDbClient.When;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PartitionDigestComparison;
import io.grantkeeper.identity.digest.PartitionDigestLease;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A digest in several chunks")
class DigestChunksTest {
    /** A number of rows that needs two chunks; one chunk contains about 22,000 rows. */
    private static final int ROWS = 24_000;

    private final TenantId tenant = freshTenant();
    private final DynamoDbPartitionDigestStore store = new DynamoDbPartitionDigestStore(TestTable.open());

    private static List<ListingRow> rows(int from, int to, long content) {
        return IntStream.range(from, to)
                .mapToObj(i -> new ListingRow(RowKey.grant(appId("notes"), "user/" + i), "", content))
                .toList();
    }

    private PartitionDigestLease prepare(List<ListingRow> listing) {
        PartitionDigest digest = store.load(tenant, PARTITION);
        PartitionDigestComparison comparison = digest.compare(listing, Optional.empty());
        return store.prepare(tenant, PARTITION, digest, comparison.changed(), comparison.missing());
    }

    private PartitionDigest save(
            DynamoDbPartitionDigestStore through, PartitionDigestLease prepared, List<ListingRow> listing) {
        return through.save(
                tenant,
                PARTITION,
                prepared,
                prepared.digest().compare(listing, Optional.empty()).after().values());
    }

    @Test
    void staysConsistentWhenWriterIsInterruptedBetweenChunks() {
        List<ListingRow> first = rows(0, ROWS, 1);
        save(store, prepare(first), first);
        List<ListingRow> second = rows(0, ROWS, 2);
        PartitionDigestLease prepared = prepare(second);
        int headThenOneChunk = 2;
        DynamoDbPartitionDigestStore failingStore = new DynamoDbPartitionDigestStore(TestTable.open(
                CrashingDynamoDbClient.at(headThenOneChunk, When.AFTER_THE_CALL, TestTable.LOCAL.client())));
        assertThatThrownBy(() -> save(failingStore, prepared, second)).isInstanceOf(Died.class);

        PartitionDigest found = store.load(tenant, PARTITION);
        assertThat(found).isEqualTo(prepared.digest());
        assertThat(found.changed(second)).hasSize(ROWS);
        save(store, prepare(second), second);
        assertThat(store.load(tenant, PARTITION)
                        .compare(second, Optional.empty())
                        .isUnchanged())
                .isTrue();
    }

    @Test
    void rejectsChunkFromWriterWithOutdatedDigest() {
        List<ListingRow> early = rows(0, ROWS, 1);
        PartitionDigestLease behind = prepare(early);
        List<ListingRow> late = rows(0, ROWS, 2);
        PartitionDigestLease ahead = prepare(late);
        save(store, ahead, late);
        assertThatThrownBy(() -> save(store, behind, early)).isInstanceOf(ConcurrentWriteException.class);

        PartitionDigestItems items =
                new PartitionDigestItems(TestTable.open(), TableKeys.digestPartition(tenant, PARTITION));
        PartitionDigestHead head = items.head(DynamoDbTable.Freshness.STRONG).orElseThrow();
        assertThat(items.writeRows(head.slot(), behind.digest().version() + 1, List.of()))
                .isEmpty();
        assertThat(store.load(tenant, PARTITION).compare(late, Optional.empty()).isUnchanged())
                .isTrue();
    }

    @Test
    void treatsEveryRowAsChangedIfChunkIsMissing() {
        List<ListingRow> listing = rows(0, 24_000, 1);
        save(store, prepare(listing), listing);
        DynamoDbTable table = TestTable.open();
        String pk = TableKeys.digestPartition(tenant, PARTITION);
        table.delete(new PrimaryKey(pk, "ROWS#A#1"));

        PartitionDigest found = store.load(tenant, PARTITION);
        assertThat(found.changed(listing)).hasSize(24_000);
        List<ListingRow> fewer = rows(0, 23_990, 1);
        PartitionDigestComparison comparison = found.compare(fewer, Optional.empty());
        assertThat(store.keys(tenant, PARTITION, comparison.missing())).hasSize(10);
        save(store, prepare(fewer), fewer);
        assertThat(store.load(tenant, PARTITION)
                        .compare(fewer, Optional.empty())
                        .isUnchanged())
                .isTrue();
    }
}
