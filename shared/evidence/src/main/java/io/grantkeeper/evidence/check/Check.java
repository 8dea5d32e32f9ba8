package io.grantkeeper.evidence.check;

import static io.grantkeeper.ledger.entry.EntryKind.ALERT_SENT;
import static io.grantkeeper.ledger.entry.EntryKind.APPROVAL_GIVEN;
import static io.grantkeeper.ledger.entry.EntryKind.CHANGE_OBSERVED;
import static io.grantkeeper.ledger.entry.EntryKind.CONFIGURATION_CHANGED;
import static io.grantkeeper.ledger.entry.EntryKind.DECISIONS_MADE;
import static io.grantkeeper.ledger.entry.EntryKind.DECISION_MADE;
import static io.grantkeeper.ledger.entry.EntryKind.FINDING_CLOSED;
import static io.grantkeeper.ledger.entry.EntryKind.FINDING_OPENED;
import static io.grantkeeper.ledger.entry.EntryKind.IDENTITY_REGISTERED;
import static io.grantkeeper.ledger.entry.EntryKind.OWNER_ANSWERED;
import static io.grantkeeper.ledger.entry.EntryKind.POLICY_APPROVED;
import static io.grantkeeper.ledger.entry.EntryKind.POLICY_PROMOTED;
import static io.grantkeeper.ledger.entry.EntryKind.REVIEW_DECIDED;
import static io.grantkeeper.ledger.entry.EntryKind.REVOCATION_DONE;
import static io.grantkeeper.ledger.entry.EntryKind.REVOCATION_FAILED;
import static io.grantkeeper.ledger.entry.EntryKind.REVOCATION_PREVIEWED;

import io.grantkeeper.evidence.mapping.Capability;
import io.grantkeeper.ledger.entry.EntryKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The questions that are asked of the record. */
public enum Check {
    REGISTERED_BEFORE_JUDGED(
            Capability.INVENTORY,
            "Every identity that the record speaks of was registered in it.",
            IDENTITY_REGISTERED,
            CHANGE_OBSERVED),
    NO_SHADOW_AI(
            Capability.INVENTORY,
            "Of all identities in force, none is an AI product or agent that nobody approved.",
            IDENTITY_REGISTERED,
            FINDING_OPENED,
            FINDING_CLOSED),
    OWNER_STILL_HERE(
            Capability.OWNERSHIP,
            "Of all identities in force, none has lost the person who answered for it.",
            FINDING_OPENED,
            FINDING_CLOSED),
    GRAVE_FINDINGS_TOLD(
            Capability.OWNERSHIP, "Every high or critical finding was told to somebody.", FINDING_OPENED, ALERT_SENT),
    NO_SURPLUS_ACCESS(
            Capability.LEAST_PRIVILEGE,
            "Of all identities in force, none holds access of weight that its use never needed.",
            FINDING_OPENED,
            FINDING_CLOSED),
    CREDENTIAL_CHANGES_ANSWERED(
            Capability.CREDENTIALS,
            "Findings about new, longer-lived or ending credentials were ended or accepted.",
            FINDING_OPENED,
            FINDING_CLOSED),
    WIDENED_ACCESS_ANSWERED(
            Capability.DRIFT,
            "Of all changes, those that let an identity do or reach more were ended or accepted.",
            CHANGE_OBSERVED,
            FINDING_OPENED,
            FINDING_CLOSED),
    CONFIGURATION_RECORDED(
            Capability.DRIFT, "Changes of Grantkeeper's own configuration are in the record.", CONFIGURATION_CHANGED),
    POLICIES_APPROVED_FIRST(
            Capability.POLICY,
            "Every policy version that was promoted had been approved.",
            POLICY_APPROVED,
            POLICY_PROMOTED),
    DECISIONS_NAME_A_POLICY(
            Capability.POLICY,
            "Every decision names the version of the policy it was made under.",
            DECISION_MADE,
            DECISIONS_MADE),
    QUESTIONS_ANSWERED(
            Capability.OVERSIGHT,
            "Every alert was answered, or what it told of has ended or was accepted.",
            ALERT_SENT,
            OWNER_ANSWERED,
            APPROVAL_GIVEN),
    REVIEWS_DECIDED(
            Capability.REVIEW,
            "Every item that a review asked about has an outcome that a person gave.",
            REVIEW_DECIDED),
    ENTRIES_UNDER_CHECKPOINT(
            Capability.RECORD,
            "Every entry of the period is under a signed checkpoint whose root was derived anew from the entries."),
    CHECKPOINTS_CONTINUE(
            Capability.RECORD, "Every checkpoint that was published before continues in the one that is named here."),
    SILENCE_ANSWERED(
            Capability.BEHAVIOUR,
            "Of all identities in force, none holds access and has fallen silent without an answer.",
            FINDING_OPENED,
            FINDING_CLOSED),
    REVOCATIONS_ENDED(
            Capability.REVOCATION,
            "Every revocation that was begun came to its end at the provider.",
            REVOCATION_PREVIEWED,
            REVOCATION_DONE,
            REVOCATION_FAILED),
    ARRIVALS_ANSWERED(
            Capability.THIRD_PARTY,
            "Every new app, or new access of one, was ended or accepted.",
            IDENTITY_REGISTERED,
            FINDING_OPENED,
            FINDING_CLOSED),
    SAMPLE_PROVED(Capability.EVIDENCE, "Every entry that this report draws on comes with a proof that was checked.");

    private final Capability capability;
    private final String question;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.copyOf
    private final Set<EntryKind> kinds;

    Check(Capability capability, String question, EntryKind... kinds) {
        this.capability = capability;
        this.question = question;
        this.kinds = Set.copyOf(Arrays.asList(kinds));
    }

    /** For example {@code no-shadow-ai}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public Capability capability() {
        return capability;
    }

    /** What should hold, as a sentence. */
    public String question() {
        return question;
    }

    Set<EntryKind> kinds() {
        return kinds;
    }

    /** Those that speak for a capability. */
    public static List<Check> of(Capability capability) {
        return Arrays.stream(values())
                .filter(check -> check.capability == capability)
                .toList();
    }
}
