package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.behavior.store.ActivityJson;
import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.behavior.store.ActivityTimeSlot;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.store.testkit.ActivityStoreContract;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoDbActivityStoreTest extends ActivityStoreContract {
    private static final TenantId TENANT = new TenantId("acme");
    private static final TenantId OF_FULL_SLOT = new TenantId("full-slot");
    private static final ProviderId OKTA = new ProviderId("okta");
    private static final ConnectionId CONNECTION = new ConnectionId("okta-acme");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final ActivityParty SYNC = ActivityParty.of(ActivityParty.Kind.APP, "app/0oa1", "CRM Sync");

    private final DynamoDbTable table = TestTable.open();
    private final DynamoDbActivityStore store = new DynamoDbActivityStore(table);

    @Override
    protected ActivityStore store() {
        return store;
    }

    @Override
    protected List<Activity> stored(TenantId of, ProviderId provider, ConnectionId connection, Activity ofSameSlot) {
        return table.get(
                        TableKeys.activities(of, ActivityTimeSlot.of(provider, connection, ofSameSlot)),
                        Freshness.STRONG)
                .flatMap(StreamImages::of)
                .filter(StoredRow.ActivityRow.class::isInstance)
                .map(StoredRow.ActivityRow.class::cast)
                .map(row -> row.activities().stream().map(ActivityJson::read).toList())
                .orElse(List.of());
    }

    private static Activity activity(String id) {
        return new Activity(
                id,
                NOON,
                SYNC,
                SYNC,
                new ActivityPerson("00u1", "ana@acme.test"),
                "key-1",
                "app.oauth2.token.grant",
                ActivityClass.SESSION,
                "accounts",
                new ActivityPlace("192.0.2.10", 64500, "Cloud", "DE"),
                "sync/1.0",
                ActivityOutcome.UNKNOWN,
                12,
                List.of());
    }

    @Test
    void recordsWhenTimeSlotWasFirstRead() {
        var _ = store.add(TENANT, OKTA, CONNECTION, List.of(activity("one")), NOON.plusSeconds(60));
        var _ = store.add(TENANT, OKTA, CONNECTION, List.of(activity("two")), NOON.plusSeconds(90));
        var item = table.get(
                TableKeys.activities(TENANT, ActivityTimeSlot.of(OKTA, CONNECTION, activity("one"))), Freshness.STRONG);
        assertThat(StreamImages.of(item.orElseThrow()))
                .get()
                .isInstanceOfSatisfying(StoredRow.ActivityRow.class, row -> {
                    assertThat(row.tenant()).isEqualTo(TENANT);
                    assertThat(row.provider()).isEqualTo(OKTA);
                    assertThat(row.connection()).isEqualTo(CONNECTION);
                    assertThat(row.readAt()).isEqualTo(NOON.plusSeconds(60));
                });
    }

    @Test
    void countsActivitiesThatExceedCapacityOfTimeSlot() {
        String padding = "x".repeat(250);
        List<Activity> many =
                IntStream.range(0, 1_000).mapToObj(i -> activity(i + padding)).toList();
        assertThat(store.add(OF_FULL_SLOT, OKTA, CONNECTION, many, NOON)).isBetween(200, 800);
    }
}
