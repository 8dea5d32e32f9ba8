package io.grantkeeper.evidence.check;

import static io.grantkeeper.ledger.entry.LedgerEntryType.ALERT_SENT;
import static io.grantkeeper.ledger.entry.LedgerEntryType.APPROVAL_GIVEN;
import static io.grantkeeper.ledger.entry.LedgerEntryType.CHANGE_OBSERVED;
import static io.grantkeeper.ledger.entry.LedgerEntryType.CONFIGURATION_CHANGED;
import static io.grantkeeper.ledger.entry.LedgerEntryType.DECISIONS_MADE;
import static io.grantkeeper.ledger.entry.LedgerEntryType.DECISION_MADE;
import static io.grantkeeper.ledger.entry.LedgerEntryType.FINDING_CLOSED;
import static io.grantkeeper.ledger.entry.LedgerEntryType.FINDING_OPENED;
import static io.grantkeeper.ledger.entry.LedgerEntryType.IDENTITY_REGISTERED;
import static io.grantkeeper.ledger.entry.LedgerEntryType.OWNER_ANSWERED;
import static io.grantkeeper.ledger.entry.LedgerEntryType.POLICY_APPROVED;
import static io.grantkeeper.ledger.entry.LedgerEntryType.POLICY_PROMOTED;
import static io.grantkeeper.ledger.entry.LedgerEntryType.REVIEW_DECIDED;
import static io.grantkeeper.ledger.entry.LedgerEntryType.REVOCATION_DONE;
import static io.grantkeeper.ledger.entry.LedgerEntryType.REVOCATION_FAILED;
import static io.grantkeeper.ledger.entry.LedgerEntryType.REVOCATION_PREVIEWED;

import io.grantkeeper.evidence.mapping.EvidenceCapability;
import io.grantkeeper.ledger.entry.LedgerEntryType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The checks that an audit examination runs against the ledger. */
public enum AuditCheck {
    REGISTERED_BEFORE_JUDGED(
            EvidenceCapability.INVENTORY,
            "Every identity that the ledger mentions is registered in it.",
            IDENTITY_REGISTERED,
            CHANGE_OBSERVED),
    NO_SHADOW_AI(
            EvidenceCapability.INVENTORY,
            "No identity present in the period is an AI product or agent that nobody approved.",
            IDENTITY_REGISTERED,
            FINDING_OPENED,
            FINDING_CLOSED),
    OWNER_STILL_HERE(
            EvidenceCapability.OWNERSHIP,
            "No identity present in the period has lost its owner.",
            FINDING_OPENED,
            FINDING_CLOSED),
    GRAVE_FINDINGS_TOLD(
            EvidenceCapability.OWNERSHIP,
            "Every high or critical finding was sent to someone in an alert.",
            FINDING_OPENED,
            ALERT_SENT),
    NO_SURPLUS_ACCESS(
            EvidenceCapability.LEAST_PRIVILEGE,
            "No identity present in the period has significant access without recorded use.",
            FINDING_OPENED,
            FINDING_CLOSED),
    CREDENTIAL_CHANGES_ANSWERED(
            EvidenceCapability.CREDENTIALS,
            "Findings about credentials that are new, extended or expiring have ended or were accepted.",
            FINDING_OPENED,
            FINDING_CLOSED),
    WIDENED_ACCESS_ANSWERED(
            EvidenceCapability.DRIFT,
            "Every change that let an identity do more or reach further has ended or was accepted.",
            CHANGE_OBSERVED,
            FINDING_OPENED,
            FINDING_CLOSED),
    CONFIGURATION_RECORDED(
            EvidenceCapability.DRIFT,
            "Changes to Grantkeeper's own configuration are recorded in the ledger.",
            CONFIGURATION_CHANGED),
    POLICIES_APPROVED_FIRST(
            EvidenceCapability.POLICY,
            "Every policy version that was promoted had been approved before its promotion.",
            POLICY_APPROVED,
            POLICY_PROMOTED),
    DECISIONS_NAME_A_POLICY(
            EvidenceCapability.POLICY,
            "Every decision names the policy version that it was made under.",
            DECISION_MADE,
            DECISIONS_MADE),
    QUESTIONS_ANSWERED(
            EvidenceCapability.OVERSIGHT,
            "Every alert was answered, or its findings have ended or were accepted.",
            ALERT_SENT,
            OWNER_ANSWERED,
            APPROVAL_GIVEN),
    REVIEWS_DECIDED(
            EvidenceCapability.REVIEW, "Every item in a review has an outcome that a person decided.", REVIEW_DECIDED),
    ENTRIES_UNDER_CHECKPOINT(
            EvidenceCapability.RECORD,
            "Every entry in the period is covered by a signed checkpoint whose root hash was recomputed from the entries."),
    CHECKPOINTS_CONTINUE(
            EvidenceCapability.RECORD,
            "Every checkpoint published earlier is consistent with the checkpoint named here."),
    SILENCE_ANSWERED(
            EvidenceCapability.BEHAVIOUR,
            "Every identity that held access in the period but was unused for a long time has an answer from its owner.",
            FINDING_OPENED,
            FINDING_CLOSED),
    REVOCATIONS_ENDED(
            EvidenceCapability.REVOCATION,
            "Every revocation that was started was completed at the provider.",
            REVOCATION_PREVIEWED,
            REVOCATION_DONE,
            REVOCATION_FAILED),
    ARRIVALS_ANSWERED(
            EvidenceCapability.THIRD_PARTY,
            "Every finding about a new app, or about new access granted to an app, has ended or was accepted.",
            IDENTITY_REGISTERED,
            FINDING_OPENED,
            FINDING_CLOSED),
    SAMPLE_PROVED(
            EvidenceCapability.EVIDENCE, "Every entry that this report relies on has a verified inclusion proof.");

    private final EvidenceCapability capability;
    private final String statement;

    @SuppressWarnings("ImmutableEnumChecker") // created by Set.copyOf
    private final Set<LedgerEntryType> kinds;

    AuditCheck(EvidenceCapability capability, String question, LedgerEntryType... kinds) {
        this.capability = capability;
        this.statement = question;
        this.kinds = Set.copyOf(Arrays.asList(kinds));
    }

    /** Returns the check's code, for example {@code no-shadow-ai}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public EvidenceCapability capability() {
        return capability;
    }

    /** Returns the statement that the check tests. It is either true or false. */
    public String statement() {
        return statement;
    }

    Set<LedgerEntryType> kinds() {
        return kinds;
    }

    /** Returns the checks that support a capability. */
    public static List<AuditCheck> of(EvidenceCapability capability) {
        return Arrays.stream(values())
                .filter(check -> check.capability == capability)
                .toList();
    }
}
