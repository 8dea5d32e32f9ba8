package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.behavior.store.ActivityJson;
import io.grantkeeper.behavior.store.ActivitySlot;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoDbActivityStoreTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final ProviderId OKTA = new ProviderId("okta");
    private static final ConnectionId CONNECTION = new ConnectionId("okta-acme");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final ActivityParty SYNC = ActivityParty.of(ActivityParty.Kind.APP, "app/0oa1", "CRM Sync");

    private final DynamoDbTable table = TestTable.open();
    private final DynamoDbActivityStore store = new DynamoDbActivityStore(table);

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
                List.of(
                        new ActivityEffect.CredentialAdded(SYNC, "key-2"),
                        new ActivityEffect.CredentialRemoved(SYNC, "key-1"),
                        new ActivityEffect.AccessGranted(SYNC, "mail.read", Weight.HIGH),
                        new ActivityEffect.RoleGranted(SYNC, "admin", Weight.LOW),
                        new ActivityEffect.PersonDisabled(new ActivityPerson("00u2", "")),
                        new ActivityEffect.PersonEnabled(new ActivityPerson("", "bo@acme.test")),
                        new ActivityEffect.OwnerAdded(SYNC, new ActivityPerson("00u3", "")),
                        new ActivityEffect.LoggingDisabled("the audit log"),
                        new ActivityEffect.ProtectionWeakened("sign-in"),
                        new ActivityEffect.ThreatReported("Okta", "a threat", Weight.MEDIUM)));
    }

    @Test
    void addsEachActivityOnceAndKeepsAllItsFacts() {
        var _ = store.add(TENANT, OKTA, CONNECTION, List.of(activity("one"), activity("two")), NOON.plusSeconds(60));
        var _ = store.add(TENANT, OKTA, CONNECTION, List.of(activity("two"), activity("three")), NOON.plusSeconds(90));
        var item = table.get(
                TableKeys.activities(TENANT, ActivitySlot.of(OKTA, CONNECTION, activity("one"))), Freshness.STRONG);
        assertThat(StreamImages.of(item.orElseThrow()))
                .get()
                .isInstanceOfSatisfying(StoredRow.ActivityRow.class, row -> {
                    assertThat(row.tenant()).isEqualTo(TENANT);
                    assertThat(row.provider()).isEqualTo(OKTA);
                    assertThat(row.connection()).isEqualTo(CONNECTION);
                    assertThat(row.readAt()).isEqualTo(NOON.plusSeconds(60));
                    assertThat(row.activities().stream().map(ActivityJson::read))
                            .containsExactlyInAnyOrder(activity("one"), activity("two"), activity("three"));
                });
    }

    @Test
    void countsActivitiesForWhichASlotHasNoRoom() {
        String padding = "x".repeat(250);
        List<Activity> many =
                IntStream.range(0, 1_000).mapToObj(i -> activity(i + padding)).toList();
        assertThat(store.add(TENANT, OKTA, CONNECTION, many, NOON)).isBetween(200, 800);
    }

    @Test
    void acceptsSubjectsThatAreLongerThanAKey() {
        ActivityParty longest = ActivityParty.of(ActivityParty.Kind.APP, "app/" + "x".repeat(5_000), "CRM Sync");
        Activity one = activity("one");
        Activity named = new Activity(
                one.eventId(),
                one.at(),
                longest,
                longest,
                one.person(),
                one.credential(),
                one.operation(),
                one.activityClass(),
                one.resource(),
                one.place(),
                one.client(),
                one.outcome(),
                one.size(),
                one.effects());
        assertThat(store.add(TENANT, OKTA, CONNECTION, List.of(named), NOON)).isZero();
    }
}
