package io.grantkeeper.evidence.check;

import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;

/** What the record's codes mean, in words. */
final class Sentences {
    private Sentences() {}

    static String of(FindingType type) {
        return switch (type) {
            case SHADOW_AI -> "it is an AI product or agent that nobody has approved";
            case IDENTITY_APPEARED -> "it is new";
            case GRANT_APPEARED -> "it was given new access";
            case SCOPES_EXPANDED -> "it can do more than before";
            case REACH_EXPANDED -> "it reaches further than before";
            case CREDENTIAL_ADDED -> "it has a new credential";
            case LIFETIME_EXTENDED -> "a credential of it lives longer than before";
            case EXPIRING -> "it is about to stop working";
            case OWNER_LEFT -> "it has lost its owner";
            case GRANT_VANISHED -> "access of it is gone";
            case FELL_SILENT -> "it holds access and has not been used for long";
            case OVER_PRIVILEGED -> "it holds access that its use never needed";
            case ACCESS_REQUESTED -> "it asked for access that it was refused";
            case UNREVIEWED -> "it was in an access review, and nobody answered for it";
        };
    }

    /** What a review came to where no person said. */
    static String ofOutcome(String outcome) {
        return switch (outcome) {
            case "unanswered:none" -> "nobody answered, and nothing was changed";
            case "unanswered:revoke" -> "nobody answered, and its access was taken away";
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
