package io.grantkeeper.signals.set;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which events of CAEP 1.0 and RISC 1.0 an entry of the ledger amounts to. A subject is a non-human identity. */
public final class SecurityEvents {
    private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
    private static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
    private static final String SSF = "https://schemas.openid.net/secevent/ssf/event-type/";

    public static final String SESSION_REVOKED = CAEP + "session-revoked";
    public static final String TOKEN_CLAIMS_CHANGE = CAEP + "token-claims-change";
    public static final String CREDENTIAL_CHANGE = CAEP + "credential-change";
    public static final String RISK_LEVEL_CHANGE = CAEP + "risk-level-change";
    public static final String ACCOUNT_DISABLED = RISC + "account-disabled";
    public static final String VERIFICATION = SSF + "verification";
    public static final String STREAM_UPDATED = SSF + "stream-updated";

    /** What a receiver can ask for. The events about a stream itself come unasked. */
    public static final List<String> SUPPORTED =
            List.of(SESSION_REVOKED, TOKEN_CLAIMS_CHANGE, CREDENTIAL_CHANGE, RISK_LEVEL_CHANGE, ACCOUNT_DISABLED);

    private final String issuer;

    /** @param issuer of tokens and of subjects */
    public SecurityEvents(String issuer) {
        this.issuer = issuer;
    }

    /** Empty where the entry is none, or names no identity. */
    public Optional<SecurityEvent> of(Entry entry) {
        return entry.identity().flatMap(identity -> of(entry, identity));
    }

    private Optional<SecurityEvent> of(Entry entry, IdentityId identity) {
        return switch (entry.what()) {
            case Happening.RevocationDone _ ->
                // Who wanted it, a person or a policy, stands in the record as a digest: so no initiating_entity.
                Optional.of(event(entry, identity, SESSION_REVOKED, claims(entry)));
            case Happening.ChangeObserved change -> change(entry, identity, change);
            case Happening.FindingOpened(var _, var type, Severity severity) ->
                level(severity)
                        .map(level -> event(
                                entry,
                                identity,
                                RISK_LEVEL_CHANGE,
                                claims(entry)
                                        .put("principal", "USER")
                                        .put("current_level", level)
                                        .put("risk_reason", type.name())));
            case Happening.IdentityRegistered _,
                    Happening.FindingClosed _,
                    Happening.PolicyProposed _,
                    Happening.PolicyApproved _,
                    Happening.PolicyPromoted _,
                    Happening.PolicyDemoted _,
                    Happening.DecisionMade _,
                    Happening.DecisionsMade _,
                    Happening.ApprovalGiven _,
                    Happening.RevocationPreviewed _,
                    Happening.RevocationFailed _,
                    Happening.AlertSent _,
                    Happening.OwnerAnswered _,
                    Happening.ReviewDecided _,
                    Happening.ConfigurationChanged _,
                    Happening.CoverageGapOpened _,
                    Happening.CoverageGapClosed _ -> Optional.empty();
        };
    }

    private Optional<SecurityEvent> change(Entry entry, IdentityId identity, Happening.ChangeObserved change) {
        if (change.row().equals("identity")) {
            return change.how().equals("vanished")
                    ? Optional.of(event(entry, identity, ACCOUNT_DISABLED, claims(entry)))
                    : Optional.empty();
        }
        if (change.row().startsWith("credential")) {
            return Optional.of(event(
                    entry,
                    identity,
                    CREDENTIAL_CHANGE,
                    claims(entry).put("credential_type", "app").put("change_type", changeType(change.how()))));
        }
        ArrayNode scopes = JsonTrees.array();
        if (!change.how().equals("vanished")) {
            change.permissions().forEach(scopes::add);
        }
        ObjectNode changed = JsonTrees.object();
        changed.set("scope", scopes);
        change.reach().ifPresent(reach -> changed.put("reach", reach));
        return Optional.of(
                event(entry, identity, TOKEN_CLAIMS_CHANGE, claims(entry).set("claims", changed)));
    }

    private static String changeType(String how) {
        return switch (how) {
            case "appeared", "returned" -> "create";
            case "vanished" -> "revoke";
            default -> "update";
        };
    }

    /** Low and unknown severities change no risk level that somebody else should act on. */
    private static Optional<String> level(Severity severity) {
        return switch (severity) {
            case UNKNOWN, LOW -> Optional.empty();
            case MEDIUM -> Optional.of("MEDIUM");
            case HIGH, CRITICAL -> Optional.of("HIGH");
        };
    }

    private SecurityEvent event(Entry entry, IdentityId identity, String type, ObjectNode claims) {
        ObjectNode subject = JsonTrees.object()
                .put("format", "iss_sub")
                .put("iss", issuer + "/" + entry.tenant())
                .put("sub", identity.toString());
        return new SecurityEvent(type, subject, claims);
    }

    private static ObjectNode claims(Entry entry) {
        return JsonTrees.object().put("event_timestamp", entry.at().getEpochSecond());
    }

    /** That a stream works, as its receiver asked for. */
    public static SecurityEvent verification(String stream, Optional<String> state) {
        ObjectNode claims = JsonTrees.object();
        state.ifPresent(text -> claims.put("state", text));
        return new SecurityEvent(VERIFICATION, ofStream(stream), claims);
    }

    /** That a stream's status is another. */
    public static SecurityEvent streamUpdated(String stream, String status, Optional<String> reason) {
        ObjectNode claims = JsonTrees.object().put("status", status);
        reason.ifPresent(text -> claims.put("reason", text));
        return new SecurityEvent(STREAM_UPDATED, ofStream(stream), claims);
    }

    private static ObjectNode ofStream(String stream) {
        return JsonTrees.object().put("format", "opaque").put("id", stream);
    }
}
