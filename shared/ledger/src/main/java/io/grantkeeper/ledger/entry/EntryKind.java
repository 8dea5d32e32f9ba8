package io.grantkeeper.ledger.entry;

import java.util.Arrays;

/** The kinds of entries, by the codes that leaves carry. A code is never used again for anything else. */
public enum EntryKind {
    IDENTITY_REGISTERED("identity.registered", Happening.IdentityRegistered.class),
    CHANGE_OBSERVED("change.observed", Happening.ChangeObserved.class),
    FINDING_OPENED("finding.opened", Happening.FindingOpened.class),
    FINDING_CLOSED("finding.closed", Happening.FindingClosed.class),
    POLICY_PROPOSED("policy.proposed", Happening.PolicyProposed.class),
    POLICY_APPROVED("policy.approved", Happening.PolicyApproved.class),
    POLICY_PROMOTED("policy.promoted", Happening.PolicyPromoted.class),
    POLICY_DEMOTED("policy.demoted", Happening.PolicyDemoted.class),
    DECISION_MADE("decision.made", Happening.DecisionMade.class),
    DECISIONS_MADE("decisions.made", Happening.DecisionsMade.class),
    APPROVAL_GIVEN("approval.given", Happening.ApprovalGiven.class),
    REVOCATION_PREVIEWED("revocation.previewed", Happening.RevocationPreviewed.class),
    REVOCATION_DONE("revocation.done", Happening.RevocationDone.class),
    REVOCATION_FAILED("revocation.failed", Happening.RevocationFailed.class),
    ALERT_SENT("alert.sent", Happening.AlertSent.class),
    OWNER_ANSWERED("owner.answered", Happening.OwnerAnswered.class),
    REVIEW_DECIDED("review.decided", Happening.ReviewDecided.class),
    CONFIGURATION_CHANGED("configuration.changed", Happening.ConfigurationChanged.class),
    COVERAGE_GAP_OPENED("coverage-gap.opened", Happening.CoverageGapOpened.class),
    COVERAGE_GAP_CLOSED("coverage-gap.closed", Happening.CoverageGapClosed.class);

    private final String code;
    private final Class<? extends Happening> type;

    EntryKind(String code, Class<? extends Happening> type) {
        this.code = code;
        this.type = type;
    }

    public String code() {
        return code;
    }

    Class<? extends Happening> type() {
        return type;
    }

    static EntryKind of(Happening happening) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(happening))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s has no code".formatted(happening.getClass())));
    }

    /** @throws IllegalArgumentException where this version knows no such kind */
    static EntryKind ofCode(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "an entry is of the kind '%s', which this version does not know".formatted(code)));
    }
}
