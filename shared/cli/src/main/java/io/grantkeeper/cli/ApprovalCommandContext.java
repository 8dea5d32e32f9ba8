package io.grantkeeper.cli;

import io.grantkeeper.detection.ApprovalStatus;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.owners.approvals.TriageApprovals;
import io.grantkeeper.reports.ApprovalReader;
import io.grantkeeper.reports.InventoryReader;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The stores and settings that the commands about approvals of record use. */
final class ApprovalCommandContext {
    private static final int PAGE = 200;

    private final TenantId tenant;
    private final LocalSuiteStores stores;
    private final Clock clock;
    private final List<String> listed;
    private final ApprovalReader reader;
    private Optional<Set<IdentityId>> asked = Optional.empty();

    ApprovalCommandContext(ConnectionsConfig config, LocalSuiteStores stores, Clock clock) {
        this.tenant = config.tenant();
        this.stores = stores;
        this.clock = clock;
        this.listed = config.detection()
                .map(DetectionConfig::parse)
                .flatMap(DetectionConfig::approved)
                .orElse(List.of());
        this.reader = new ApprovalReader(tenant, stores.approvalsOfRecord(), inventory(), listed, this::isAsked, clock);
    }

    TenantId tenant() {
        return tenant;
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns the entries of the configuration's list of approved identities. */
    List<String> listed() {
        return listed;
    }

    InventoryReader inventory() {
        return new InventoryReader(tenant, stores.access(), stores.findings());
    }

    RecordApproval recording() {
        return new RecordApproval(
                stores.approvalsOfRecord(), stores.access(), stores.aliases(), stores.recordedFindings(), clock);
    }

    TriageApprovals triage() {
        return new TriageApprovals(stores.access(), stores.approvalsOfRecord(), recording());
    }

    List<ApprovalOfRecord> all() {
        return StorePage.readAll(from -> stores.approvalsOfRecord().recent(tenant, PAGE, from));
    }

    Optional<ApprovalOfRecord> find(ApprovalSubject subject) {
        return stores.approvalsOfRecord().find(tenant, subject);
    }

    /**
     * Returns the approval of a subject.
     *
     * @throws IllegalArgumentException if no approval is recorded
     */
    ApprovalOfRecord require(ApprovalSubject subject) {
        return find(subject)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no approval of '%s' is recorded; see 'grantkeeper approved list'".formatted(subject)));
    }

    /** Returns the state of an identity, including the drift from its approval. */
    ApprovalStatus status(IdentityRecord identityRecord) {
        return reader.status(identityRecord);
    }

    /**
     * Returns whether a question about an identity is waiting for an answer. All waiting questions are read when this
     * method is first called, and reused afterward.
     */
    private boolean isAsked(IdentityId identity) {
        if (asked.isEmpty()) {
            Set<IdentityId> waiting = new HashSet<>();
            StorePage.forEach(
                    from -> stores.questions().waiting(tenant, PAGE, from),
                    question -> waiting.add(question.identity()));
            asked = Optional.of(waiting);
        }
        return asked.get().contains(identity);
    }

    /**
     * Returns whether nobody has decided about an identity: neither an approval of record nor the configuration
     * contains a
     * decision.
     */
    boolean isUndecided(IdentityRecord outline) {
        return switch (status(outline).state()) {
            case NEW, UNDER_REVIEW -> true;
            case APPROVED, TOLERATED, REFUSED, FIRST_PARTY, RETIRED -> false;
        };
    }

    /**
     * Returns the subject that a string identifies: a subject in text form, an identity's id, a product's id, or
     * otherwise a client id.
     */
    static ApprovalSubject subject(String text) {
        return ApprovalReader.subject(text);
    }

    /** Returns the state with this code, which must be a state that a person can choose. */
    static ApprovalState decision(String code) {
        return ApprovalState.ofCode(code)
                .filter(ApprovalState::isDecision)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--as must be approved, tolerated, refused or first-party, not '%s'".formatted(code)));
    }
}
