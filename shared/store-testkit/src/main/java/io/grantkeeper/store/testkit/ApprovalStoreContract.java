package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static io.grantkeeper.store.testkit.Samples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.Approval.State;
import io.grantkeeper.policy.store.ApprovalStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ApprovalStore} does. */
@DisplayName("An approval store")
public abstract class ApprovalStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract ApprovalStore store();

    private static Approval request(String id, String binding, int minute) {
        return new Approval(
                id,
                binding,
                PolicyVersion.ofText("set"),
                "may notes send mail",
                "acme/oauth-client/notes",
                Optional.of("gateway"),
                minute(minute),
                minute(minute + 60),
                Duration.ofHours(1),
                State.PENDING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("mail-needs-approval"),
                0);
    }

    @Test
    void keepsARequestAndCountsItsWrites() {
        Approval asked = request("one", "sha256:a", 0);
        store().save(tenant, asked);
        assertThat(store().approval(tenant, "one")).contains(asked.withRevision(1));
    }

    @Test
    void keepsTheAnswerInItsPlace() {
        store().save(tenant, request("one", "sha256:a", 0));
        Approval given =
                store().approval(tenant, "one").orElseThrow().approved("dana", minute(1), minute(1), minute(9));
        store().save(tenant, given);
        assertThat(store().approval(tenant, "one")).contains(given.withRevision(2));
        assertThat(store().boundTo(tenant, "sha256:a")).containsExactly(given.withRevision(2));
    }

    @Test
    void refusesAWriteThatDidNotSeeTheOneBefore() {
        Approval asked = request("one", "sha256:a", 0);
        store().save(tenant, asked);
        assertThatThrownBy(() -> store().save(tenant, asked)).isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> store().save(tenant, asked.withRevision(2))).isInstanceOf(LostRaceException.class);
    }

    @Test
    void findsAllThatAreBoundToOneThingNewestFirst() {
        store().save(tenant, request("one", "sha256:a", 0));
        store().save(tenant, request("two", "sha256:b", 1));
        store().save(tenant, request("three", "sha256:a", 2));
        assertThat(store().boundTo(tenant, "sha256:a")).extracting(Approval::id).containsExactly("three", "one");
        assertThat(store().boundTo(tenant, "sha256:c")).isEmpty();
    }

    @Test
    void listsThemNewestFirstAndForOneTenantOnly() {
        for (int i = 0; i < 5; i++) {
            store().save(tenant, request("id" + i, "sha256:" + i, i));
        }
        assertThat(Slices.all(next -> store().recent(tenant, 2, next)))
                .extracting(Approval::id)
                .containsExactly("id4", "id3", "id2", "id1", "id0");
        assertThat(store().recent(freshTenant(), 9, Optional.empty()).items()).isEmpty();
        assertThat(store().approval(freshTenant(), "id1")).isEmpty();
    }
}
