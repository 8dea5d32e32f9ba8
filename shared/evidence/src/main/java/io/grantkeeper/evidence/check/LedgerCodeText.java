package io.grantkeeper.evidence.check;

import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;

/** Explains the ledger's codes in plain language. */
final class LedgerCodeText {
    private LedgerCodeText() {}

    static String of(FindingType type) {
        return switch (type) {
            case SHADOW_AI -> "it is an AI product or agent that nobody has approved";
            case IDENTITY_APPEARED -> "it is new";
            case GRANT_APPEARED -> "it was granted new access";
            case SCOPES_EXPANDED -> "it can do more than before";
            case REACH_EXPANDED -> "its access reaches more people or resources than before";
            case CREDENTIAL_ADDED -> "it has a new credential";
            case LIFETIME_EXTENDED -> "one of its credentials expires later than before";
            case EXPIRING -> "its access or one of its credentials expires soon";
            case ROTATION_DUE -> "one of its credentials is due for rotation";
            case DUPLICATE_CREDENTIAL -> "it has several credentials of the same type";
            case OWNERLESS -> "it has no known owner, or was removed while its keys still work";
            case OWNER_LEFT -> "it has lost its owner";
            case OWNER_LEAVING -> "its owner's last day is near";
            case GRANT_VANISHED -> "one of its grants was removed";
            case FELL_SILENT -> "it has access but has not been used for a long time";
            case OVER_PRIVILEGED -> "it has access for which no use was recorded";
            case ACCESS_REQUESTED -> "it requested access that was denied and that its owner can allow";
            case UNREVIEWED -> "it was in an access review, but nobody answered";
            case DRIFTED -> "it departs from what was approved";
            case PATH_OPENED -> "a change opened a path from it to a zone such as tier zero";
            case UNUSUAL_ACTIVITY -> "it did something that is out of character for it";
        };
    }

    /** Returns the explanation of a review outcome that was not decided by a person. */
    static String ofOutcome(String outcome) {
        return switch (outcome) {
            case "unanswered:none" -> "nobody answered, and nothing was changed";
            case "unanswered:revoke" -> "nobody answered, and its access was revoked";
            default -> "no person decided; the review's outcome is '%s'".formatted(outcome);
        };
    }

    static String of(Severity severity) {
        return switch (severity) {
            case UNKNOWN -> "severity unknown";
            case LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH -> "high";
            case CRITICAL -> "critical";
        };
    }
}
