package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.appId;
import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static io.grantkeeper.store.testkit.Samples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Revocation.Outcome;
import io.grantkeeper.identity.store.Revocation.Taken;
import io.grantkeeper.identity.store.RevocationStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link RevocationStore} does. */
@DisplayName("A revocation store")
public abstract class RevocationStoreContract {
    private static final IdentityId NOTES = appId("notes");
    private static final IdentityId MAILER = appId("mailer");

    private final TenantId tenant = freshTenant();

    protected abstract RevocationStore store();

    private static Revocation attempt(IdentityId identity, String grant, int minute) {
        return Revocation.started(
                identity,
                List.of(RowKey.grant(identity, grant)),
                "dana@acme.example",
                List.of("DELETE /tokens/" + grant),
                minute(minute));
    }

    private List<Revocation> of(IdentityId identity) {
        return store().of(tenant, identity);
    }

    @Test
    void keepsAnAttemptBeforeItsEndIsKnown() {
        Revocation attempt = attempt(NOTES, "user/1", 0);
        store().record(tenant, attempt);
        assertThat(of(NOTES)).containsExactly(attempt);
    }

    @Test
    void keepsWhatBecameOfItInItsPlace() {
        Revocation attempt = attempt(NOTES, "user/1", 0);
        store().record(tenant, attempt);
        Revocation ended = attempt.ended(Outcome.FAILED, "unavailable", minute(1));
        store().record(tenant, ended);
        store().record(tenant, attempt);
        assertThat(of(NOTES)).containsExactly(ended);
    }

    @Test
    void keepsHowFarItGotAndForgetsNothingOfItForWhatArrivesLate() {
        Revocation attempt = attempt(NOTES, "user/1", 0);
        store().record(tenant, attempt);
        Revocation further = attempt.with(new Taken(RowKey.grant(NOTES, "user/1"), minute(1)));
        store().record(tenant, further);
        Revocation waiting = further.waiting("rate-limited", minute(2));
        store().record(tenant, waiting);
        store().record(tenant, attempt);
        assertThat(of(NOTES)).containsExactly(waiting);
        Revocation ended = waiting.ended(Outcome.DONE, "", minute(3));
        store().record(tenant, ended);
        store().record(tenant, waiting);
        assertThat(of(NOTES)).containsExactly(ended);
        assertThat(store().recent(tenant, 9, Optional.empty()).items()).containsExactly(ended);
    }

    @Test
    void keepsAttemptsOfOneMomentApart() {
        store().record(tenant, attempt(NOTES, "user/1", 0));
        store().record(tenant, attempt(NOTES, "user/2", 0));
        store().record(tenant, attempt(MAILER, "user/1", 0));
        assertThat(of(NOTES)).hasSize(2);
        assertThat(of(MAILER)).hasSize(1);
    }

    @Test
    void listsThemNewestFirstAndForOneTenantOnly() {
        for (int i = 0; i < 5; i++) {
            store().record(tenant, attempt(i % 2 == 0 ? NOTES : MAILER, "user/" + i, i));
        }
        assertThat(Slices.all(from -> store().recent(tenant, 2, from)))
                .extracting(Revocation::startedAt)
                .containsExactly(minute(4), minute(3), minute(2), minute(1), minute(0));
        assertThat(of(NOTES)).extracting(Revocation::startedAt).containsExactly(minute(4), minute(2), minute(0));
        assertThat(store().recent(freshTenant(), 9, Optional.empty()).items()).isEmpty();
    }
}
