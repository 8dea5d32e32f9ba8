package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationAttempt.Outcome;
import io.grantkeeper.identity.store.RevocationAttempt.RevokedTarget;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.StorePage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link RevocationStore} must pass. */
@DisplayName("A revocation store")
public abstract class RevocationStoreContract {
    private static final IdentityId NOTES = appId("notes");
    private static final IdentityId MAILER = appId("mailer");

    private final TenantId tenant = freshTenant();

    protected abstract RevocationStore store();

    private static RevocationAttempt attempt(IdentityId identity, String grant, int minute) {
        return RevocationAttempt.started(
                identity,
                List.of(RowKey.grant(identity, grant)),
                "dana@acme.example",
                List.of("DELETE /tokens/" + grant),
                minute(minute));
    }

    private List<RevocationAttempt> attemptsOn(IdentityId identity) {
        return store().byIdentity(tenant, identity);
    }

    @Test
    void storesAttemptBeforeItsOutcome() {
        RevocationAttempt attempt = attempt(NOTES, "user/1", 0);
        store().record(tenant, attempt);
        assertThat(attemptsOn(NOTES)).containsExactly(attempt);
    }

    @Test
    void storesOutcomeInRecordOfAttempt() {
        RevocationAttempt attempt = attempt(NOTES, "user/1", 0);
        store().record(tenant, attempt);
        RevocationAttempt ended = attempt.ended(Outcome.FAILED, "unavailable", minute(1));
        store().record(tenant, ended);
        store().record(tenant, attempt);
        assertThat(attemptsOn(NOTES)).containsExactly(ended);
    }

    @Test
    void keepsLatestProgressDespiteLateWrites() {
        RevocationAttempt attempt = attempt(NOTES, "user/1", 0);
        store().record(tenant, attempt);
        RevocationAttempt further = attempt.with(new RevokedTarget(RowKey.grant(NOTES, "user/1"), minute(1)));
        store().record(tenant, further);
        RevocationAttempt waiting = further.waiting("rate-limited", minute(2));
        store().record(tenant, waiting);
        store().record(tenant, attempt);
        assertThat(attemptsOn(NOTES)).containsExactly(waiting);
        RevocationAttempt ended = waiting.ended(Outcome.DONE, "", minute(3));
        store().record(tenant, ended);
        store().record(tenant, waiting);
        assertThat(attemptsOn(NOTES)).containsExactly(ended);
        assertThat(store().recent(tenant, 9, Optional.empty()).items()).containsExactly(ended);
    }

    @Test
    void separatesSimultaneousAttempts() {
        store().record(tenant, attempt(NOTES, "user/1", 0));
        store().record(tenant, attempt(NOTES, "user/2", 0));
        store().record(tenant, attempt(MAILER, "user/1", 0));
        assertThat(attemptsOn(NOTES)).hasSize(2);
        assertThat(attemptsOn(MAILER)).hasSize(1);
    }

    @Test
    void listsAttemptsOfOneTenantNewestFirst() {
        for (int i = 0; i < 5; i++) {
            store().record(tenant, attempt(i % 2 == 0 ? NOTES : MAILER, "user/" + i, i));
        }
        assertThat(StorePage.readAll(from -> store().recent(tenant, 2, from)))
                .extracting(RevocationAttempt::startedAt)
                .containsExactly(minute(4), minute(3), minute(2), minute(1), minute(0));
        assertThat(attemptsOn(NOTES))
                .extracting(RevocationAttempt::startedAt)
                .containsExactly(minute(4), minute(2), minute(0));
        assertThat(store().recent(freshTenant(), 9, Optional.empty()).items()).isEmpty();
    }
}
