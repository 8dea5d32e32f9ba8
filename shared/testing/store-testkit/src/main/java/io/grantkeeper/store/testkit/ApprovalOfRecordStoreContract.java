package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link ApprovalOfRecordStore} must pass. */
@DisplayName("A store of approvals of record")
public abstract class ApprovalOfRecordStoreContract {
    private static final ApprovalSubject OTTER = new ApprovalSubject.OfProduct("otter-ai");

    private final TenantId tenant = freshTenant();

    protected abstract ApprovalOfRecordStore store();

    private static ApprovalOfRecord approval(ApprovalSubject subject, int minute) {
        ApprovedScope scope = new ApprovedScope(
                List.of(new ApprovedGrant(
                        ModelSamples.GOOGLE,
                        PermissionKind.OAUTH_SCOPE,
                        false,
                        ResourceReach.UNKNOWN,
                        new TreeSet<>(List.of("calendar.readonly", "gmail.send")))),
                List.of("send mail as you", "read your calendar"),
                false,
                new TreeSet<>(List.of(ModelSamples.DANA, ModelSamples.ERIN)),
                new TreeSet<>(List.of(CredentialType.SECRET)),
                new TreeSet<>(List.of(ModelSamples.DANA)),
                new TreeSet<>(List.of("Otter.ai, Inc.")));
        return ApprovalOfRecord.first(subject, minute(0))
                .decided(
                        ApprovalDecision.of(
                                        ApprovalState.APPROVED,
                                        "dana@acme.example",
                                        ApprovalDecision.Source.COMMAND_LINE,
                                        minute(minute),
                                        "pilot")
                                .withTicket(Optional.of("SEC-12"))
                                .withUntil(Optional.of(minute(90)))
                                .withEvidence("a1b2")
                                .withBatch("triage-1"),
                        Optional.of(scope),
                        new ApprovalConditions(
                                new TreeSet<>(List.of("10.0.0.0/8")),
                                Optional.of("mon-fri 08:00-18:00"),
                                new TreeSet<>(List.of("search"))));
    }

    @Test
    void storesApprovalCompletelyAndIncrementsVersion() {
        ApprovalOfRecord saved = store().save(tenant, approval(OTTER, 1));
        assertThat(saved).isEqualTo(approval(OTTER, 1).withVersion(1));
        assertThat(store().find(tenant, OTTER)).contains(saved);
    }

    @Test
    void storesHistoryOfSubject() {
        ApprovalOfRecord first = store().save(tenant, approval(OTTER, 1));
        ApprovalOfRecord ended = store().save(
                        tenant,
                        first.withdrawn(ApprovalDecision.underReview(
                                "erin@acme.example", ApprovalDecision.Source.COMMAND_LINE, minute(2), "unused")));
        assertThat(store().find(tenant, OTTER)).contains(ended);
        assertThat(ended.version()).isEqualTo(2);
        assertThat(ended.earlier()).containsExactly(first.current());
        assertThat(ended.scope()).isEmpty();
    }

    @Test
    void rejectsWriteBasedOnOldVersion() {
        ApprovalOfRecord first = store().save(tenant, approval(OTTER, 1));
        assertThatThrownBy(() -> store().save(tenant, approval(OTTER, 2))).isInstanceOf(ConcurrentWriteException.class);
        assertThatThrownBy(() -> store().save(tenant, first.withVersion(7)))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThat(store().find(tenant, OTTER)).contains(first);
    }

    @Test
    void findsApprovalsInOrderOfGivenSubjects() {
        ApprovalSubject one = new ApprovalSubject.OneIdentity(appId("otter"));
        ApprovalSubject client = new ApprovalSubject.OfClient("1234.apps.example");
        store().save(tenant, approval(OTTER, 1));
        store().save(tenant, approval(one, 2));
        assertThat(store().findAll(tenant, List.of(one, client, OTTER)))
                .extracting(ApprovalOfRecord::subject)
                .containsExactly(one, OTTER);
        assertThat(store().findAll(tenant, List.of())).isEmpty();
    }

    @Test
    void listsApprovalsOfOneTenantMostRecentFirst() {
        for (int i = 0; i < 5; i++) {
            store().save(tenant, approval(new ApprovalSubject.OfProduct("product-" + i), i));
        }
        assertThat(StorePage.readAll(next -> store().recent(tenant, 2, next)))
                .extracting(found -> found.subject().toString())
                .containsExactly(
                        "product:product-4",
                        "product:product-3",
                        "product:product-2",
                        "product:product-1",
                        "product:product-0");
        assertThat(store().recent(freshTenant(), 9, Optional.empty()).items()).isEmpty();
        assertThat(store().find(freshTenant(), new ApprovalSubject.OfProduct("product-1")))
                .isEmpty();
    }
}
