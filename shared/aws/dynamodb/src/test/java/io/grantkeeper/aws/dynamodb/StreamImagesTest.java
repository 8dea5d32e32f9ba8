package io.grantkeeper.aws.dynamodb;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.app;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.finding;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.grant;
import static io.grantkeeper.store.testkit.ModelSamples.granted;
import static io.grantkeeper.store.testkit.ModelSamples.key;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static io.grantkeeper.store.testkit.ModelSamples.person;
import static io.grantkeeper.store.testkit.ModelSamples.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

@DisplayName("Images in the table's stream")
class StreamImagesTest {
    private final TenantId tenant = freshTenant();

    @Test
    void decodesEncodedImages() {
        StoredRecord<Grant> row =
                new StoredRecord<>(grant(DANA, "a"), minute(0), minute(1), Optional.of(minute(2)), true);
        RowKey key = RowKey.grant(appId("notes"), "user/dana");
        assertThat(StreamImages.ofLambda(StreamImages.toLambda(tenant, key, row)))
                .contains(new StoredRow.GrantRow(tenant, appId("notes"), row));
    }

    @Test
    void decodesImagesBeforeAndAfterChange() {
        try (LocalDynamoDb local = LocalDynamoDb.inMemory()) {
            new TableCreator(local.client()).createIfMissing(TestTable.NAME);
            DynamoDbTable table = TestTable.open(local.client());
            DynamoDbAccessStore access = new DynamoDbAccessStore(table);
            access.apply(tenant, new ObservationBatch(minute(0), true, List.of(granted("notes", DANA, "a"))));
            access.apply(tenant, new ObservationBatch(minute(1), false, List.of(granted("notes", DANA, "a", "b"))));
            access.remove(tenant, List.of(RowKey.grant(appId("notes"), "user/dana")), minute(2));

            StoredRecord<?> first = new StoredRecord<>(grant(DANA, "a"), minute(0), minute(0), Optional.empty(), true);
            StoredRecord<?> second =
                    new StoredRecord<>(grant(DANA, "a", "b"), minute(0), minute(1), Optional.empty(), true);
            StoredRecord<?> third =
                    new StoredRecord<>(grant(DANA, "a", "b"), minute(0), minute(1), Optional.of(minute(2)), true);
            StoredRecord<?> identity = new StoredRecord<>(app("notes"), minute(0), minute(0), Optional.empty(), true);
            assertThat(changes(local))
                    .extracting(Change::before, Change::after)
                    .containsExactly(
                            tuple(Optional.empty(), Optional.of(identity)),
                            tuple(Optional.empty(), Optional.of(first)),
                            tuple(Optional.of(first), Optional.of(second)),
                            tuple(Optional.of(second), Optional.of(third)));
        }
    }

    @Test
    void decodesImagesOfEveryRowType() {
        DynamoDbTable table = TestTable.open();
        DynamoDbAccessStore access = new DynamoDbAccessStore(table);
        access.apply(
                tenant,
                new ObservationBatch(
                        minute(0),
                        false,
                        List.of(
                                new AccessObservation.CredentialObserved(app("notes"), key("k1")),
                                new AccessObservation.PersonObserved(person(DANA)))));
        IdentitySummary summary = summary(appId("notes"), IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA));
        access.saveSummary(tenant, summary);
        Finding finding = finding(appId("notes"), "f1", Severity.HIGH);
        DynamoDbFindingStore findings = new DynamoDbFindingStore(table);
        findings.open(tenant, finding, Optional.of(DANA));
        new DynamoDbSweepStore(table).recordBaseline(tenant, appId("notes").connection(), minute(0));

        String identity = TableKeys.identityPartition(tenant, appId("notes"));
        assertThat(image(table, new PrimaryKey(identity, "CREDENTIAL#k1")))
                .isEqualTo(new StoredRow.CredentialRow(
                        tenant,
                        appId("notes"),
                        new StoredRecord<>(key("k1"), minute(0), minute(0), Optional.empty(), false)));
        assertThat(image(table, TableKeys.row(tenant, RowKey.person(DANA))))
                .isEqualTo(new StoredRow.PersonRow(
                        tenant, new StoredRecord<>(person(DANA), minute(0), minute(0), Optional.empty(), false)));
        assertThat(image(table, new PrimaryKey(identity, "SUMMARY")))
                .isEqualTo(new StoredRow.SummaryRow(tenant, summary.withVersion(1)));
        assertThat(image(table, new PrimaryKey(identity, "FINDING#f1")))
                .isEqualTo(new StoredRow.FindingRow(tenant, finding));
        assertThat(image(table, TableKeys.connection(tenant, appId("notes").connection())))
                .isEqualTo(new StoredRow.Other(tenant, "CONNECTION"));
    }

    @Test
    void returnsEmptyIfRecordHasNoImage() {
        assertThat(StreamImages.ofLambda(null)).isEmpty();
        assertThat(StreamImages.ofLambda(Map.of())).isEmpty();
        assertThat(StreamImages.of(null)).isEmpty();
    }

    @Test
    void namesKeyButNotContentOfMalformedImage() {
        Map<String, AttributeValue> image = new HashMap<>();
        image.put("pk", new AttributeValue("T#acme#I#google-acme/bot/x"));
        image.put("sk", new AttributeValue("GRANT#1"));
        assertThatThrownBy(() -> StreamImages.ofLambda(image))
                .isInstanceOf(CorruptItemException.class)
                .hasMessage("the item T#acme#I#google-acme/bot/x / GRANT#1 has no attribute 'type'");
        image.put("type", new AttributeValue("GRANT"));
        image.put("body", new AttributeValue("{canary"));
        assertThatThrownBy(() -> StreamImages.ofLambda(image))
                .isInstanceOf(CorruptItemException.class)
                .hasMessage("the item T#acme#I#google-acme/bot/x / GRANT#1 does not contain a readable Grant");
        image.put("type", new AttributeValue("NEWS"));
        assertThatThrownBy(() -> StreamImages.ofLambda(image)).hasMessageContaining("unknown type 'NEWS'");
        image.put("pk", new AttributeValue("elsewhere"));
        assertThatThrownBy(() -> StreamImages.ofLambda(image)).hasMessageContaining("does not start with a tenant");
    }

    private record Change(Optional<?> before, Optional<?> after) {}

    private static List<Change> changes(LocalDynamoDb local) {
        List<Change> changes = new ArrayList<>();
        for (Record record : local.streamRecords(TestTable.NAME)) {
            StreamRecord images = record.dynamodb();
            changes.add(new Change(
                    stored(images.hasOldImage() ? images.oldImage() : null),
                    stored(images.hasNewImage() ? images.newImage() : null)));
        }
        return changes;
    }

    private static Optional<?> stored(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> image) {
        return StreamImages.of(image).map(row -> switch (row) {
            case StoredRow.GrantRow grant -> grant.grant();
            case StoredRow.IdentityRow identity -> identity.identity();
            default -> row;
        });
    }

    /** Returns an item as decoded from Lambda's event. */
    private static StoredRow image(DynamoDbTable table, PrimaryKey key) {
        Map<String, AttributeValue> image = new HashMap<>();
        table.get(key, DynamoDbTable.Freshness.STRONG)
                .orElseThrow()
                .forEach((name, value) -> image.put(
                        name,
                        new AttributeValue()
                                .withS(value.s())
                                .withN(value.n())
                                .withBOOL(value.bool())
                                .withNULL(value.nul())));
        return StreamImages.ofLambda(image).orElseThrow();
    }
}
