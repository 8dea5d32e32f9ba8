package io.grantkeeper.aws.dynamodb;

import static io.grantkeeper.store.testkit.ModelSamples.ACME;
import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.PARTITION;
import static io.grantkeeper.store.testkit.ModelSamples.app;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.batch;
import static io.grantkeeper.store.testkit.ModelSamples.finding;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.grant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static io.grantkeeper.store.testkit.ModelSamples.send;
import static io.grantkeeper.store.testkit.ModelSamples.summary;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals.Snapshot;
import io.grantkeeper.behavior.ActivityBatchAnalyzer;
import io.grantkeeper.behavior.ActivityBatchAnalyzer.ActivityRecord;
import io.grantkeeper.behavior.PlaceDatabase;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PartitionDigestComparison;
import io.grantkeeper.identity.digest.PartitionDigestLease;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.SummaryIndexEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests that the figures in ACCESS-PATTERNS.md match the capacity that DynamoDB Local reports. */
@DisplayName("The consumed capacity of the stores")
class ConsumedCapacityTest {
    private static final int PEOPLE = 100;
    private static final int GRANTS_EACH = 10;
    private static final int APPS = 50;
    private static final Path MEASUREMENTS =
            Path.of("../../../shared/cli/src/main/resources/io/grantkeeper/cli/cost/measurements.json");

    private final TenantId tenant = freshTenant();
    private final DynamoDbTable table = TestTable.open();
    private final DynamoDbAccessStore access = new DynamoDbAccessStore(table);
    private final DynamoDbPartitionDigestStore digests = new DynamoDbPartitionDigestStore(table);

    private static AccessObservation row(int person, int grant, String... scopes) {
        return new AccessObservation.GrantObserved(
                app("app-" + (person + grant * 7) % APPS), grant(new PersonId(ACME, "person-" + person), scopes));
    }

    /**
     * Returns the observations for a partition of 1,000 grants by 100 people; the grants of each person form a segment.
     */
    private static List<AccessObservation> listing() {
        List<AccessObservation> rows = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            for (int grant = 0; grant < GRANTS_EACH; grant++) {
                rows.add(row(person, grant, "https://www.googleapis.com/auth/drive.readonly", "openid", "email"));
            }
        }
        return rows;
    }

    private static List<ListingRow> listed(List<AccessObservation> rows) {
        return rows.stream()
                .map(row -> new ListingRow(
                        row.key(),
                        ((AccessObservation.GrantObserved) row)
                                .grant()
                                .subject()
                                .toString(),
                        ModelJson.contentHash(row)))
                .toList();
    }

    private Snapshot sync(List<AccessObservation> rows, int minute) {
        Snapshot before = table.consumed().snapshot();
        PartitionDigest digest = digests.load(tenant, PARTITION);
        PartitionDigestComparison comparison = digest.compare(listed(rows), Optional.empty());
        if (!comparison.isUnchanged()) {
            PartitionDigestLease prepared =
                    digests.prepare(tenant, PARTITION, digest, comparison.changed(), comparison.missing());
            List<AccessObservation> changed = rows.stream()
                    .filter(row -> comparison.changed().stream()
                            .anyMatch(one -> one.key().equals(row.key())))
                    .toList();
            access.apply(tenant, new ObservationBatch(minute(minute), true, changed));
            if (!comparison.missing().isEmpty()) {
                access.remove(
                        tenant,
                        digests.keys(tenant, PARTITION, comparison.missing()).values(),
                        minute(minute));
            }
            digests.save(tenant, PARTITION, prepared, comparison.after().values());
        }
        return table.consumed().snapshot().since(before);
    }

    @Test
    void writesOnlyChangedRowsOfThousandGrants() {
        List<AccessObservation> rows = listing();

        Snapshot first = sync(rows, 0);
        assertThat(first.writeUnits())
                .as("first sweep: each row with its index entry, and the digest")
                .isLessThan(2_250);
        assertThat(first.readUnits()).isLessThan(40);

        Snapshot unchanged = sync(rows, 1);
        assertThat(unchanged.writeUnits()).isZero();
        assertThat(unchanged.readUnits()).isLessThanOrEqualTo(3.5);

        List<AccessObservation> oneChanged = new ArrayList<>(rows);
        oneChanged.set(17, row(1, 7, "https://mail.google.com/"));
        Snapshot changed = sync(oneChanged, 2);
        assertThat(changed.writeUnits())
                .as("one row, its marks, and the digest")
                .isLessThan(30);
        assertMatchesCostModel("change", changed);

        Snapshot removed = sync(oneChanged.subList(0, 999), 3);
        assertThat(removed.writeUnits()).isLessThan(30);
        assertThat(removed.readUnits())
                .as("keys are read once a row is missing")
                .isLessThan(60);
    }

    /** Opens a finding, saves the identity's first summary, and claims and sends an alert. */
    @Test
    void includesSummaryAndAlertInCostOfFinding() {
        DynamoDbFindingStore findings = new DynamoDbFindingStore(table);
        DynamoDbAlertDeliveryStore sends = new DynamoDbAlertDeliveryStore(table);
        IdentityId notes = appId("notes");
        access.apply(tenant, batch(minute(0), row(1, 1, "openid")));
        Snapshot before = table.consumed().snapshot();
        findings.open(tenant, finding(notes, "scopes-expanded/1", Severity.HIGH), Optional.of(DANA));
        access.saveSummary(tenant, summary(notes, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
        AlertDelivery send = send("s1", notes, List.of("scopes-expanded/1"), minute(0));
        sends.claim(tenant, send);
        sends.recordSent(tenant, send, minute(1), "receipt");
        assertMatchesCostModel("finding", table.consumed().snapshot().since(before));
    }

    /** Reads the access of an app with twenty users, as detect-on-schedule does daily and enforce does hourly. */
    @Test
    void consumesReadCapacityInProportionToAccessOfIdentity() {
        sync(listing(), 0);
        IdentityId app = appId("app-7");
        for (int i = 0; i < APPS; i++) {
            access.saveSummary(
                    tenant, summary(appId("app-" + i), IdentityStatus.ACTIVE, Severity.LOW, Optional.of(DANA)));
        }
        Snapshot before = table.consumed().snapshot();
        assertThat(access.identityRecord(tenant, app).orElseThrow().grants()).hasSize(PEOPLE * GRANTS_EACH / APPS);
        Snapshot looked = table.consumed().snapshot();
        assertMatchesCostModel("look", looked.since(before));

        int page = 25;
        access.identities(tenant, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), page, Optional.empty());
        Snapshot listed = table.consumed().snapshot().since(looked);
        assertThat(costModelEntry("enforced").path("read").asDouble())
                .isEqualTo(looked.since(before).readUnits() + listed.readUnits() / page);
    }

    /** Stores a day's activities of 20 identities, and compares them with their profiles, as watch-activity does. */
    @Test
    void measuresCapacityConsumedByThousandActivities() {
        DynamoDbActivityStore activities = new DynamoDbActivityStore(table);
        ActivityBatchAnalyzer behavior = new ActivityBatchAnalyzer(
                new PlaceDatabase(), new DynamoDbProfileStore(table), Clock.fixed(minute(0), ZoneOffset.UTC));
        for (int day = 0; day < 3; day++) {
            handle(activities, behavior, day);
        }
        Snapshot before = table.consumed().snapshot();
        long started = System.nanoTime();
        int batches = handle(activities, behavior, 3);
        long milliseconds = (System.nanoTime() - started) / 1_000_000;
        Snapshot day = table.consumed().snapshot().since(before);
        System.out.printf(
                Locale.ROOT,
                "1,000 activities: %.1f read units, %.1f write units, %d ms in %d batches%n",
                day.readUnits(),
                day.writeUnits(),
                milliseconds,
                batches);
        assertThat(day.readUnits() / 1_000)
                .isCloseTo(costModelEntry("activity").path("read").asDouble(), withinPercentage(15));
        assertThat(day.writeUnits() / 1_000)
                .isCloseTo(costModelEntry("activity").path("write").asDouble(), withinPercentage(15));
    }

    /**
     * Stores a day's activities, and then the same rows again, as the next, overlapping window of a log contains them.
     */
    @Test
    void measuresCapacityConsumedByActivitiesReadAgain() {
        DynamoDbActivityStore activities = new DynamoDbActivityStore(table);
        var _ = store(activities, 0);
        Snapshot before = table.consumed().snapshot();
        int rows = store(activities, 0).stream()
                .mapToInt(record -> record.activities().size())
                .sum();
        Snapshot again = table.consumed().snapshot().since(before);
        System.out.printf(
                Locale.ROOT,
                "%d activities that are read again: %.1f read units, %.1f write units%n",
                rows,
                again.readUnits(),
                again.writeUnits());
        assertThat(again.readUnits()).isZero();
        assertThat(again.writeUnits() / rows)
                .isCloseTo(costModelEntry("repeated-activity").path("write").asDouble(), withinPercentage(5));
    }

    private int handle(DynamoDbActivityStore activities, ActivityBatchAnalyzer behavior, int day) {
        List<ActivityRecord> records = store(activities, day);
        for (int start = 0; start < records.size(); start += 50) {
            ActivityBatchAnalyzer.Batch batch = behavior.open(tenant, records.subList(start, start + 50));
            assertThat(batch.analyze()).isEmpty();
            var _ = batch.save();
        }
        return records.size() / 50;
    }

    private List<ActivityRecord> store(DynamoDbActivityStore activities, int day) {
        List<ActivityRecord> records = new ArrayList<>();
        for (int slot = 0; slot < 10; slot++) {
            for (int identity = 0; identity < 20; identity++) {
                List<Activity> five = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    five.add(activity(identity, minute(day * 1_440 + slot * 45).plusSeconds(i * 20L), i));
                }
                assertThat(activities.add(
                                tenant,
                                new ProviderId("okta"),
                                ACME,
                                five,
                                five.getLast().at()))
                        .isZero();
                records.add(new ActivityRecord(day + " " + slot + " " + identity, "okta", ACME.value(), five));
            }
        }
        return records;
    }

    private static Activity activity(int identity, Instant at, int call) {
        ActivityParty who = ActivityParty.of(ActivityParty.Kind.APP, "app/0oa" + identity, "Sync " + identity);
        return new Activity(
                identity + " " + at,
                at,
                who,
                who,
                ActivityPerson.NONE,
                "key-" + identity,
                "records.list." + call,
                new ActivityClass("crm", "read"),
                "record-" + call,
                new ActivityPlace("192.0.2." + identity, 64500, "Cloud", "DE"),
                "sync/1.0",
                ActivityOutcome.SUCCEEDED,
                100,
                List.of());
    }

    /** Asserts that the cost calculator uses the capacity that was measured for this event. */
    private static void assertMatchesCostModel(String event, Snapshot measured) {
        assertThat(List.of(measured.readUnits(), measured.writeUnits()))
                .as("read and write units of one %s in %s", event, MEASUREMENTS)
                .isEqualTo(List.of(
                        costModelEntry(event).path("read").asDouble(),
                        costModelEntry(event).path("write").asDouble()));
    }

    private static JsonNode costModelEntry(String event) {
        try {
            return ModelJson.mapper()
                    .readTree(Files.readString(MEASUREMENTS, UTF_8))
                    .path("perEvent")
                    .path(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void writesIndexEntriesOfSummaryOnlyIfTheirKeysChange() {
        IdentitySummary summary = summary(appId("a"), IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA));
        Snapshot before = table.consumed().snapshot();
        access.saveSummary(tenant, summary);
        Snapshot first = table.consumed().snapshot();
        access.saveSummary(
                tenant,
                summary.withApproval(Optional.empty(), summary.changedAt().plusSeconds(1))
                        .withVersion(1));
        Snapshot second = table.consumed().snapshot();
        access.saveSummary(
                tenant,
                summary.withApproval(Optional.empty(), summary.changedAt().plusSeconds(60))
                        .withVersion(2));
        Snapshot third = table.consumed().snapshot();
        // Since a summary keeps its basis, it has more than one KB, so each write of the item itself costs two units.
        assertThat(first.since(before).writeUnits()).isLessThanOrEqualTo(7);
        assertThat(second.since(first).writeUnits()).as("in the same minute").isLessThanOrEqualTo(2);
        assertThat(third.since(second).writeUnits()).as("in a later minute").isLessThanOrEqualTo(4);
    }

    /**
     * Reads the summaries that have changed, as the console does every 15 seconds, and all summaries, as it does on its
     * first call.
     */
    @Test
    void listsChangedSummariesAtFractionOfCostOfReadingThem() {
        int count = 600;
        for (int i = 0; i < count; i++) {
            access.saveSummary(
                    tenant, summary(appId("app-" + i), IdentityStatus.ACTIVE, Severity.LOW, Optional.of(DANA)));
        }
        Snapshot before = table.consumed().snapshot();
        Instant later = summary(appId("a"), IdentityStatus.ACTIVE, Severity.LOW, Optional.empty())
                .changedAt()
                .plusSeconds(60);
        assertThat(access.summaryEntries(tenant, Severity.LOW, Optional.of(later), 5_000, Optional.empty())
                        .items())
                .isEmpty();
        Snapshot unchanged = table.consumed().snapshot();
        List<String> keys =
                access.summaryEntries(tenant, Severity.LOW, Optional.empty(), 5_000, Optional.empty()).items().stream()
                        .map(SummaryIndexEntry::key)
                        .toList();
        Snapshot listed = table.consumed().snapshot();
        assertThat(access.summaries(tenant, keys)).hasSize(count);
        Snapshot all = table.consumed().snapshot();
        assertThat(unchanged.since(before).readUnits()).isLessThanOrEqualTo(0.5);
        assertThat(listed.since(unchanged).readUnits()).isLessThanOrEqualTo(count / 30.0);
        assertThat(all.since(listed).readUnits()).isEqualTo(count / 2.0);
    }
}
