package io.grantkeeper.aws.dynamodb;

import static io.grantkeeper.store.testkit.Samples.ACME;
import static io.grantkeeper.store.testkit.Samples.DANA;
import static io.grantkeeper.store.testkit.Samples.PARTITION;
import static io.grantkeeper.store.testkit.Samples.app;
import static io.grantkeeper.store.testkit.Samples.appId;
import static io.grantkeeper.store.testkit.Samples.batch;
import static io.grantkeeper.store.testkit.Samples.finding;
import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static io.grantkeeper.store.testkit.Samples.grant;
import static io.grantkeeper.store.testkit.Samples.minute;
import static io.grantkeeper.store.testkit.Samples.send;
import static io.grantkeeper.store.testkit.Samples.summary;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.ConsumedUnits.Snapshot;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.DigestComparison;
import io.grantkeeper.identity.digest.ListedRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PreparedDigest;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.Send;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The figures of ACCESS-PATTERNS.md, as DynamoDB Local counts them. */
@DisplayName("What the stores cost")
class CostTest {
    private static final int PEOPLE = 100;
    private static final int GRANTS_EACH = 10;
    private static final int APPS = 50;
    private static final Path MEASUREMENTS =
            Path.of("../../functions/local-suite/src/main/resources/io/grantkeeper/local/cost/measurements.json");

    private final TenantId tenant = freshTenant();
    private final DynamoDbTable table = TestTable.open();
    private final DynamoDbAccessStore access = new DynamoDbAccessStore(table);
    private final DynamoDbDigestStore digests = new DynamoDbDigestStore(table);

    private static Observation row(int person, int grant, String... scopes) {
        return new Observation.GrantObserved(
                app("app-" + (person + grant * 7) % APPS), grant(new PersonId(ACME, "person-" + person), scopes));
    }

    /** A partition of 1,000 grants: 100 people, each a segment. */
    private static List<Observation> listing() {
        List<Observation> rows = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            for (int grant = 0; grant < GRANTS_EACH; grant++) {
                rows.add(row(person, grant, "https://www.googleapis.com/auth/drive.readonly", "openid", "email"));
            }
        }
        return rows;
    }

    private static List<ListedRow> listed(List<Observation> rows) {
        return rows.stream()
                .map(row -> new ListedRow(
                        row.key(),
                        ((Observation.GrantObserved) row).grant().subject().toString(),
                        ModelJson.contentHash(row)))
                .toList();
    }

    private Snapshot sync(List<Observation> rows, int minute) {
        Snapshot before = table.consumed().snapshot();
        PartitionDigest digest = digests.load(tenant, PARTITION);
        DigestComparison comparison = digest.compare(listed(rows), Optional.empty());
        if (!comparison.isUnchanged()) {
            PreparedDigest prepared =
                    digests.prepare(tenant, PARTITION, digest, comparison.changed(), comparison.missing());
            List<Observation> changed = rows.stream()
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
    void ofAThousandGrantsAreKeptByTheDigest() {
        List<Observation> rows = listing();

        Snapshot first = sync(rows, 0);
        assertThat(first.writeUnits())
                .as("first sweep: a row and its index entry each, and the digest")
                .isLessThan(2_250);
        assertThat(first.readUnits()).isLessThan(40);

        Snapshot unchanged = sync(rows, 1);
        assertThat(unchanged.writeUnits()).isZero();
        assertThat(unchanged.readUnits()).isLessThanOrEqualTo(3.5);

        List<Observation> oneChanged = new ArrayList<>(rows);
        oneChanged.set(17, row(1, 7, "https://mail.google.com/"));
        Snapshot changed = sync(oneChanged, 2);
        assertThat(changed.writeUnits())
                .as("one row, its marks, and the digest")
                .isLessThan(30);
        assertReckoned("change", changed);

        Snapshot removed = sync(oneChanged.subList(0, 999), 3);
        assertThat(removed.writeUnits()).isLessThan(30);
        assertThat(removed.readUnits())
                .as("keys are read once a row is missing")
                .isLessThan(60);
    }

    /** A finding is opened, what the identity is is summed up for the first time, and an alert is claimed and sent. */
    @Test
    void ofAFindingAreItsSummaryAndItsAlertToo() {
        DynamoDbFindingStore findings = new DynamoDbFindingStore(table);
        DynamoDbSendStore sends = new DynamoDbSendStore(table);
        IdentityId notes = appId("notes");
        access.apply(tenant, batch(minute(0), row(1, 1, "openid")));
        Snapshot before = table.consumed().snapshot();
        findings.open(tenant, finding(notes, "scopes-expanded/1", Severity.HIGH), Optional.of(DANA));
        access.saveSummary(tenant, summary(notes, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
        Send send = send("s1", notes, List.of("scopes-expanded/1"), minute(0));
        sends.claim(tenant, send);
        sends.sent(tenant, send, minute(1), "receipt");
        assertReckoned("finding", table.consumed().snapshot().since(before));
    }

    /** What an app of twenty people holds, as detect-by-clock reads it each day and enforce each hour. */
    @Test
    void ofALookAtAnIdentityIsWhatItHolds() {
        sync(listing(), 0);
        IdentityId app = appId("app-7");
        for (int i = 0; i < APPS; i++) {
            access.saveSummary(
                    tenant, summary(appId("app-" + i), IdentityStatus.ACTIVE, Severity.LOW, Optional.of(DANA)));
        }
        Snapshot before = table.consumed().snapshot();
        assertThat(access.dossier(tenant, app).orElseThrow().grants()).hasSize(PEOPLE * GRANTS_EACH / APPS);
        Snapshot looked = table.consumed().snapshot();
        assertReckoned("look", looked.since(before));

        int page = 25;
        access.identities(tenant, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), page, Optional.empty());
        Snapshot listed = table.consumed().snapshot().since(looked);
        assertThat(reckoned("enforced").path("read").asDouble())
                .isEqualTo(looked.since(before).readUnits() + listed.readUnits() / page);
    }

    /** The calculator of costs takes it for what it is. */
    private static void assertReckoned(String event, Snapshot measured) {
        assertThat(List.of(measured.readUnits(), measured.writeUnits()))
                .as("read and write units of one %s in %s", event, MEASUREMENTS)
                .isEqualTo(List.of(
                        reckoned(event).path("read").asDouble(),
                        reckoned(event).path("write").asDouble()));
    }

    private static JsonNode reckoned(String event) {
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
    void ofASummaryAreItsListsAndOfItsNextVersionNone() {
        Snapshot before = table.consumed().snapshot();
        access.saveSummary(tenant, summary(appId("a"), IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
        Snapshot first = table.consumed().snapshot();
        access.saveSummary(
                tenant,
                summary(appId("a"), IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA))
                        .withVersion(1));
        Snapshot second = table.consumed().snapshot();
        assertThat(first.since(before).writeUnits()).isLessThanOrEqualTo(6);
        assertThat(second.since(first).writeUnits()).isLessThanOrEqualTo(1);
    }
}
