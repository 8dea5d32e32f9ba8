package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.ApprovalRequester;
import io.grantkeeper.policy.store.ApprovalStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link ApprovalStore} must pass. */
@DisplayName("An approval store")
public abstract class ApprovalStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract ApprovalStore store();

    private static AccessApproval request(String id, String binding, int minute) {
        return new AccessApproval(
                id,
                binding,
                PolicyVersion.ofText("set"),
                "may notes send mail",
                "acme/oauth-client/notes",
                Optional.of("gateway"),
                Optional.of(new ApprovalRequester("notes", Optional.of("alice"), List.of("gateway", "notes", "alice"))),
                minute(minute),
                minute(minute + 60),
                Duration.ofHours(1),
                List.of("mail-needs-approval"));
    }

    @Test
    void storesRequestAndIncrementsRevision() {
        AccessApproval approval = request("one", "sha256:a", 0);
        store().save(tenant, approval);
        assertThat(store().approval(tenant, "one")).contains(approval.withRevision(1));
    }

    @Test
    void storesAnswerInRequest() {
        store().save(tenant, request("one", "sha256:a", 0));
        AccessApproval given =
                store().approval(tenant, "one").orElseThrow().approved("dana", minute(1), minute(1), minute(9));
        store().save(tenant, given);
        assertThat(store().approval(tenant, "one")).contains(given.withRevision(2));
        assertThat(store().boundTo(tenant, "sha256:a")).containsExactly(given.withRevision(2));
    }

    @Test
    void rejectsWriteBasedOnOldRevision() {
        AccessApproval approval = request("one", "sha256:a", 0);
        store().save(tenant, approval);
        assertThatThrownBy(() -> store().save(tenant, approval)).isInstanceOf(ConcurrentWriteException.class);
        assertThatThrownBy(() -> store().save(tenant, approval.withRevision(2)))
                .isInstanceOf(ConcurrentWriteException.class);
    }

    @Test
    void findsApprovalsByBindingNewestFirst() {
        store().save(tenant, request("one", "sha256:a", 0));
        store().save(tenant, request("two", "sha256:b", 1));
        store().save(tenant, request("three", "sha256:a", 2));
        assertThat(store().boundTo(tenant, "sha256:a"))
                .extracting(AccessApproval::id)
                .containsExactly("three", "one");
        assertThat(store().boundTo(tenant, "sha256:c")).isEmpty();
    }

    @Test
    void listsApprovalsOfOneTenantNewestFirst() {
        for (int i = 0; i < 5; i++) {
            store().save(tenant, request("id" + i, "sha256:" + i, i));
        }
        assertThat(StorePage.readAll(next -> store().recent(tenant, 2, next)))
                .extracting(AccessApproval::id)
                .containsExactly("id4", "id3", "id2", "id1", "id0");
        assertThat(store().recent(freshTenant(), 9, Optional.empty()).items()).isEmpty();
        assertThat(store().approval(freshTenant(), "id1")).isEmpty();
    }
}
