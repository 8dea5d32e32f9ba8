package io.grantkeeper.aws.dynamodb;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.PARTITION;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.finding;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.granted;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static io.grantkeeper.store.testkit.ModelSamples.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.CrashingDynamoDbClient.Died;
import io.grantkeeper.aws.dynamodb.CrashingDynamoDbClient.When;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PartitionDigestComparison;
import io.grantkeeper.identity.digest.PartitionDigestLease;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupts the process at each of its calls to DynamoDB in turn, and restarts it. */
@DisplayName("When the process is interrupted at any call to DynamoDB and restarted")
class CrashRecoveryTest {
    private static final List<AccessObservation> BEFORE =
            List.of(granted("notes", DANA, "a"), granted("notes", ERIN, "a"), granted("drive", DANA, "a"));
    private static final List<AccessObservation> CHANGED =
            List.of(granted("notes", DANA, "a", "b"), granted("drive", DANA, "a"), granted("drive", ERIN, "c"));
    private static final List<AccessObservation> CHANGED_ONCE_MORE =
            List.of(granted("notes", DANA, "a", "b", "z"), granted("drive", DANA, "a"));

    /** Reads the same listing again after the restart. */
    @ParameterizedTest
    @EnumSource(When.class)
    void reachesSameStateIfListingIsReadAgainAfterCrash(When when) {
        interruptEveryCall(when, CHANGED);
    }

    /**
     * After the restart, reads a listing in which some of the rows that the interrupted process had just written are
     * missing and others have changed.
     */
    @ParameterizedTest
    @EnumSource(When.class)
    void removesOutdatedRowsIfChangedListingIsReadAfterCrash(When when) {
        interruptEveryCall(when, CHANGED_ONCE_MORE);
    }

    private static void interruptEveryCall(When when, List<AccessObservation> afterwards) {
        for (int call = 1; ; call++) {
            TenantId tenant = freshTenant();
            sync(TestTable.open(), tenant, BEFORE, 0);
            boolean died = false;
            try {
                sync(
                        TestTable.open(CrashingDynamoDbClient.at(call, when, TestTable.LOCAL.client())),
                        tenant,
                        CHANGED,
                        1);
            } catch (Died e) {
                died = true;
            }
            sync(TestTable.open(), tenant, afterwards, 2);

            assertThat(live(tenant)).as("after call %d", call).isEqualTo(keysAndScopes(afterwards));
            PartitionDigest digest = new DynamoDbPartitionDigestStore(TestTable.open()).load(tenant, PARTITION);
            assertThat(digest.compare(listed(afterwards), Optional.empty()).isUnchanged())
                    .as("after call %d", call)
                    .isTrue();
            if (!died) {
                assertThat(call).as("calls of a sync").isGreaterThan(10);
                return;
            }
        }
    }

    private static void sync(DynamoDbTable table, TenantId tenant, List<AccessObservation> listing, int minute) {
        DynamoDbPartitionDigestStore digests = new DynamoDbPartitionDigestStore(table);
        DynamoDbAccessStore access = new DynamoDbAccessStore(table);
        PartitionDigest digest = digests.load(tenant, PARTITION);
        PartitionDigestComparison comparison = digest.compare(listed(listing), Optional.empty());
        if (comparison.isUnchanged()) {
            return;
        }
        PartitionDigestLease prepared =
                digests.prepare(tenant, PARTITION, digest, comparison.changed(), comparison.missing());
        Set<RowKey> changed =
                new TreeSet<>(comparison.changed().stream().map(ListingRow::key).toList());
        List<AccessObservation> rows =
                listing.stream().filter(row -> changed.contains(row.key())).toList();
        access.apply(tenant, new ObservationBatch(minute(minute), false, rows));
        access.remove(
                tenant, digests.keys(tenant, PARTITION, comparison.missing()).values(), minute(minute));
        digests.save(tenant, PARTITION, prepared, comparison.after().values());
    }

    private static List<ListingRow> listed(List<AccessObservation> listing) {
        return listing.stream()
                .map(row -> new ListingRow(row.key(), "", ModelJson.contentHash(row)))
                .toList();
    }

    private static Set<String> live(TenantId tenant) {
        DynamoDbAccessStore access = new DynamoDbAccessStore(TestTable.open());
        Set<String> live = new TreeSet<>();
        Stream.of("notes", "drive")
                .map(app -> access.identityRecord(tenant, appId(app)).orElseThrow())
                .forEach(identityRecord -> identityRecord.grants().stream()
                        .filter(StoredRecord::isLive)
                        .forEach(grant ->
                                live.add(identityRecord.identity().content().id() + " "
                                        + grant.content().key() + " "
                                        + grant.content().scopes())));
        return live;
    }

    private static Set<String> keysAndScopes(List<AccessObservation> listing) {
        Set<String> all = new TreeSet<>();
        for (AccessObservation observation : listing) {
            AccessObservation.GrantObserved granted = (AccessObservation.GrantObserved) observation;
            all.add(granted.holder().id() + " " + granted.grant().key() + " "
                    + granted.grant().scopes());
        }
        return all;
    }

    /**
     * Checks that, wherever a claim is interrupted, its findings end up in exactly one delivery, and that the store
     * lists this delivery as unsent.
     */
    @ParameterizedTest
    @EnumSource(When.class)
    void assignsFindingsToExactlyOneDeliveryAfterInterruptedClaim(When when) {
        for (int call = 1; ; call++) {
            TenantId tenant = freshTenant();
            DynamoDbFindingStore findings = new DynamoDbFindingStore(TestTable.open());
            for (String key : List.of("f1", "f2", "f3")) {
                findings.open(tenant, finding(appId("notes"), key, Severity.HIGH), Optional.empty());
            }
            AlertDelivery first = send("s1", appId("notes"), List.of("f1", "f2"), minute(0));
            AlertDelivery second = send("s2", appId("notes"), List.of("f1", "f2", "f3"), minute(1));
            boolean died = false;
            try {
                new DynamoDbAlertDeliveryStore(
                                TestTable.open(CrashingDynamoDbClient.at(call, when, TestTable.LOCAL.client())))
                        .claim(tenant, first);
            } catch (Died e) {
                died = true;
            }
            DynamoDbAlertDeliveryStore sends = new DynamoDbAlertDeliveryStore(TestTable.open());
            boolean secondClaimed = sends.claim(tenant, second);

            List<AlertDelivery> unsent = sends.unsent(tenant, appId("notes"));
            assertThat(unsent)
                    .as("after call %d", call)
                    .extracting(AlertDelivery::id)
                    .containsExactly(secondClaimed ? "s2" : "s1");
            assertClaimedBy(findings.openByIdentity(tenant, appId("notes")), unsent.getFirst(), call);
            if (!died) {
                return;
            }
        }
    }

    private static void assertClaimedBy(List<Finding> findings, AlertDelivery send, int call) {
        for (Finding finding : findings) {
            boolean told = send.findings().contains(finding.key());
            assertThat(finding.sendId())
                    .as("%s after call %d", finding.key(), call)
                    .isEqualTo(told ? Optional.of(send.id()) : Optional.empty());
        }
    }
}
