package io.grantkeeper.behavior.incident;

import io.grantkeeper.behavior.BehaviorSignal;
import io.grantkeeper.behavior.SignalSeverity;
import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.finding.AttackContext;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Creates findings from behavior signals. */
public final class BehaviorFindings {
    private BehaviorFindings() {}

    /**
     * Returns the key of the finding about a signal. There is one key per identity, type, day and severity. A finding
     * that is already open is not replaced, so a more severe signal has its own finding.
     */
    public static String key(BehaviorSignal signal, Instant at) {
        return "unusual-activity/%s/%s/%s"
                .formatted(
                        signal.type(),
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        signal.severity().wireName());
    }

    /**
     * Returns the finding about a signal.
     *
     * @param incident the incident whose alert covers the finding; empty if the finding needs its own alert
     */
    public static Finding of(
            BehaviorSignal signal, IdentityId identity, Instant at, Instant now, String incident, boolean alerts) {
        return new Finding(
                key(signal, at),
                identity,
                FindingType.UNUSUAL_ACTIVITY,
                severity(signal.severity()),
                FindingStatus.OPEN,
                headline(signal.type()),
                List.of(),
                List.of(),
                List.of(signal.sentence()),
                advice(signal.type()),
                KnownOrUnknown.unknown(),
                List.of(),
                now,
                Optional.empty(),
                alerts ? Optional.empty() : Optional.of(incident),
                Optional.of(StatementBasis.of(
                        Certainty.INFERRED,
                        List.of(new StatementSource(
                                AccessEvidenceKind.EVENT, Optional.empty(), Optional.empty(), Optional.of(now))))),
                Optional.of(new AttackContext(signal.technique(), incident)));
    }

    /** Returns the severity of a finding about a signal. */
    public static Severity severity(SignalSeverity severity) {
        return switch (severity) {
            case LOW -> Severity.LOW;
            case MEDIUM -> Severity.MEDIUM;
            case HIGH -> Severity.HIGH;
            case CRITICAL -> Severity.CRITICAL;
        };
    }

    private static String headline(String type) {
        return switch (type) {
            case "new-place" -> "was used from a network that is new for it";
            case "new-client" -> "was used by a client that is new for it";
            case "new-operation" -> "did something that is new for it";
            case "new-resource" -> "used something that is new for it";
            case "burst" -> "did far more within an hour than in any recorded hour before";
            case "growth" -> "does far more each day than it used to";
            case "dormant" -> "was used again after a long time";
            case "new-credential" -> "was used with a credential that is new for it";
            case "new-access" -> "received access";
            case "self-credential" -> "added a credential to itself";
            case "self-grant" -> "granted itself access";
            case "self-role" -> "gave itself a role";
            case "self-owner" -> "changed its own owners";
            case "owner-added" -> "gave another app an owner";
            case "credential-added" -> "had a credential added, or added one";
            case "bulk-keys" -> "is part of a series of new keys";
            case "role-granted" -> "received or granted a role";
            case "look-alike" -> "imitates the name of another app";
            case "logging-disabled" -> "is connected with an audit log that was switched off";
            case "protection-weakened" -> "is connected with a protection that was weakened";
            case "leaver" -> "was used after the account of its person was disabled";
            case "revoked-credential" -> "was used with a credential that was revoked";
            case "tor" -> "was used from the Tor network";
            case "vendor-verdict" -> "is reported by its provider as a risk";
            default -> "does several things at once that are new for it";
        };
    }

    private static String advice(String type) {
        return switch (type) {
            case "leaver", "revoked-credential" -> "Revoke its credentials, and find out who used them.";
            case "logging-disabled", "protection-weakened" ->
                "Ask the person who changed the setting why, and turn the setting on again.";
            default ->
                "Ask its owner whether this was expected. If it was not, suspend the identity and replace its credentials.";
        };
    }
}
