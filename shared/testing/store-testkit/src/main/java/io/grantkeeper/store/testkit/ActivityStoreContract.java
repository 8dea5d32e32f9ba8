package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.store.ActivityStore;
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
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link ActivityStore} must pass. */
@DisplayName("An activity store")
public abstract class ActivityStoreContract {
    private static final ProviderId OKTA = new ProviderId("okta");
    private static final ConnectionId CONNECTION = new ConnectionId("okta-acme");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final ActivityParty SYNC = ActivityParty.of(ActivityParty.Kind.APP, "app/0oa1", "CRM Sync");
    private static final ActivityParty OTHER = ActivityParty.of(ActivityParty.Kind.TOKEN, "token/00T1", "");

    private final TenantId tenant = freshTenant();

    protected abstract ActivityStore store();

    /** Returns the stored activities of a slot, in any order. */
    protected abstract List<Activity> stored(
            TenantId of, ProviderId provider, ConnectionId connection, Activity ofSameSlot);

    private static Activity activity(String id, Instant at, ActivityParty who, ActivityEffect... effects) {
        return new Activity(
                id,
                at,
                who,
                who,
                new ActivityPerson("00u1", "ana@acme.test"),
                "key-1",
                "app.oauth2.token.grant",
                ActivityClass.SESSION,
                "accounts",
                new ActivityPlace("192.0.2.10", 64500, "Cloud", "DE"),
                "sync/1.0",
                ActivityOutcome.FAILED,
                12,
                List.of(effects));
    }

    private int add(Activity... activities) {
        return store().add(tenant, OKTA, CONNECTION, List.of(activities), NOON.plusSeconds(60));
    }

    private List<Activity> stored(Activity ofSameSlot) {
        return stored(tenant, OKTA, CONNECTION, ofSameSlot);
    }

    @Test
    void addsEachActivityOnce() {
        Activity one = activity("one", NOON, SYNC);
        Activity two = activity("two", NOON.plusSeconds(299), SYNC);
        assertThat(add(one, two)).isZero();
        assertThat(add(two, one)).isZero();
        assertThat(add(two)).isZero();
        assertThat(stored(one)).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void keepsAllFactsOfActivity() {
        Activity full = activity(
                "full",
                NOON,
                SYNC,
                new ActivityEffect.CredentialAdded(SYNC, "key-2"),
                new ActivityEffect.CredentialRemoved(SYNC, "key-1"),
                new ActivityEffect.AccessGranted(SYNC, "mail.read", Weight.HIGH),
                new ActivityEffect.RoleGranted(SYNC, "admin", Weight.LOW),
                new ActivityEffect.PersonDisabled(new ActivityPerson("00u2", "")),
                new ActivityEffect.PersonEnabled(new ActivityPerson("", "bo@acme.test")),
                new ActivityEffect.OwnerAdded(SYNC, new ActivityPerson("00u3", "")),
                new ActivityEffect.LoggingDisabled("the audit log"),
                new ActivityEffect.ProtectionWeakened("sign-in"),
                new ActivityEffect.ThreatReported("Okta", "a threat", Weight.MEDIUM));
        var _ = add(full);
        assertThat(stored(full)).containsExactly(full);
    }

    @Test
    void separatesIdentitiesPeriodsConnectionsAndTenants() {
        Activity one = activity("one", NOON, SYNC);
        Activity later = activity("later", NOON.plusSeconds(300), SYNC);
        Activity other = activity("other", NOON, OTHER);
        var _ = add(one, later, other);
        ConnectionId second = new ConnectionId("okta-second");
        Activity elsewhere = activity("elsewhere", NOON, SYNC);
        var _ = store().add(tenant, OKTA, second, List.of(elsewhere), NOON);
        assertThat(stored(one)).containsExactly(one);
        assertThat(stored(later)).containsExactly(later);
        assertThat(stored(other)).containsExactly(other);
        assertThat(stored(tenant, OKTA, second, one)).containsExactly(elsewhere);
        assertThat(stored(freshTenant(), OKTA, CONNECTION, one)).isEmpty();
    }

    @Test
    void acceptsEmptyInputAndSubjectsLongerThanKey() {
        assertThat(store().add(tenant, OKTA, CONNECTION, Collections.emptyList(), NOON))
                .isZero();
        ActivityParty longest = ActivityParty.of(ActivityParty.Kind.APP, "app/" + "x".repeat(5_000), "CRM Sync");
        assertThat(add(activity("long", NOON, longest))).isZero();
        assertThat(stored(activity("long", NOON, longest))).hasSize(1);
    }

    @Test
    void addsConcurrentlyWithoutLoss() {
        List<Activity> many = Stream.iterate(0, i -> i < 40, i -> i + 1)
                .map(i -> activity("many-" + i, NOON.plusSeconds(i), SYNC))
                .toList();
        many.parallelStream().forEach(each -> {
            var _ = add(each);
        });
        assertThat(stored(many.getFirst())).containsExactlyInAnyOrderElementsOf(many);
    }
}
