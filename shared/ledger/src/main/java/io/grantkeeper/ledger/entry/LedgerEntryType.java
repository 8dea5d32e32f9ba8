package io.grantkeeper.ledger.entry;

import java.util.Arrays;

/** The types of entries, with the code of each type in leaves. A code is never reused for another type. */
public enum LedgerEntryType {
    IDENTITY_REGISTERED("identity.registered", LedgerEvent.IdentityRegistered.class),
    CHANGE_OBSERVED("change.observed", LedgerEvent.ChangeObserved.class),
    FINDING_OPENED("finding.opened", LedgerEvent.FindingOpened.class),
    FINDING_CLOSED("finding.closed", LedgerEvent.FindingClosed.class),
    POLICY_PROPOSED("policy.proposed", LedgerEvent.PolicyProposed.class),
    POLICY_APPROVED("policy.approved", LedgerEvent.PolicyApproved.class),
    POLICY_PROMOTED("policy.promoted", LedgerEvent.PolicyPromoted.class),
    POLICY_DEMOTED("policy.demoted", LedgerEvent.PolicyDemoted.class),
    DECISION_MADE("decision.made", LedgerEvent.DecisionMade.class),
    DECISIONS_MADE("decisions.made", LedgerEvent.DecisionsMade.class),
    APPROVAL_GIVEN("approval.given", LedgerEvent.ApprovalGiven.class),
    APPROVAL_CHANGED("approval.changed", LedgerEvent.ApprovalChanged.class),
    INCIDENT_CHANGED("incident.changed", LedgerEvent.IncidentChanged.class),
    REVOCATION_PREVIEWED("revocation.previewed", LedgerEvent.RevocationPreviewed.class),
    REVOCATION_DONE("revocation.done", LedgerEvent.RevocationDone.class),
    REVOCATION_FAILED("revocation.failed", LedgerEvent.RevocationFailed.class),
    ALERT_SENT("alert.sent", LedgerEvent.AlertSent.class),
    TICKET_CHANGED("ticket.changed", LedgerEvent.TicketChanged.class),
    ALERTS_CHANGED("alerts.changed", LedgerEvent.AlertsChanged.class),
    OWNER_ANSWERED("owner.answered", LedgerEvent.OwnerAnswered.class),
    REVIEW_DECIDED("review.decided", LedgerEvent.ReviewDecided.class),
    CHANGE_REQUESTED("change.requested", LedgerEvent.ChangeRequested.class),
    SESSION_STARTED("session.started", LedgerEvent.SessionStarted.class),
    DATA_EXPORTED("data.exported", LedgerEvent.DataExported.class),
    CONFIGURATION_CHANGED("configuration.changed", LedgerEvent.ConfigurationChanged.class),
    COVERAGE_GAP_OPENED("coverage-gap.opened", LedgerEvent.CoverageGapOpened.class),
    COVERAGE_GAP_CLOSED("coverage-gap.closed", LedgerEvent.CoverageGapClosed.class);

    private final String code;
    private final Class<? extends LedgerEvent> type;

    LedgerEntryType(String code, Class<? extends LedgerEvent> type) {
        this.code = code;
        this.type = type;
    }

    public String code() {
        return code;
    }

    Class<? extends LedgerEvent> type() {
        return type;
    }

    static LedgerEntryType of(LedgerEvent happening) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(happening))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the ledger has no entry type for %s".formatted(happening.getClass())));
    }

    /**
     * Returns the type with a code.
     *
     * @throws IllegalArgumentException if this release of Grantkeeper does not know the code
     */
    static LedgerEntryType ofCode(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the entry has the type '%s', which this version does not know".formatted(code)));
    }
}
