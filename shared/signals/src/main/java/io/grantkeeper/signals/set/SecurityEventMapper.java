package io.grantkeeper.signals.set;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Converts ledger entries to events of CAEP 1.0 and RISC 1.0. The subject of an event is a non-human identity. */
public final class SecurityEventMapper {
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

    /**
     * The types of events that a receiver can request. Events about a stream itself are sent without being requested.
     */
    public static final List<String> SUPPORTED =
            List.of(SESSION_REVOKED, TOKEN_CLAIMS_CHANGE, CREDENTIAL_CHANGE, RISK_LEVEL_CHANGE, ACCOUNT_DISABLED);

    private final String issuer;

    /**
     * Creates a converter.
     *
     * @param issuer the issuer of tokens, from which the issuer of subjects is derived
     */
    public SecurityEventMapper(String issuer) {
        this.issuer = issuer;
    }

    /**
     * Returns the event for a ledger entry; empty if no event type corresponds to the entry, or if the entry names no
     * identity.
     */
    public Optional<SecurityEvent> of(LedgerEntry entry) {
        return entry.identity().flatMap(identity -> of(entry, identity));
    }

    private Optional<SecurityEvent> of(LedgerEntry entry, IdentityId identity) {
        return switch (entry.what()) {
            case LedgerEvent.RevocationDone _ ->
                // The ledger stores only a digest of the person or policy that initiated the change, so
                // initiating_entity is omitted.
                Optional.of(event(entry, identity, SESSION_REVOKED, claims(entry)));
            case LedgerEvent.ChangeObserved change -> change(entry, identity, change);
            case LedgerEvent.FindingOpened(var _, var type, Severity severity) ->
                level(severity)
                        .map(level -> event(
                                entry,
                                identity,
                                RISK_LEVEL_CHANGE,
                                claims(entry)
                                        .put("principal", "USER")
                                        .put("current_level", level)
                                        .put("risk_reason", type.name())));
            case LedgerEvent.IdentityRegistered _,
                    LedgerEvent.FindingClosed _,
                    LedgerEvent.PolicyProposed _,
                    LedgerEvent.PolicyApproved _,
                    LedgerEvent.PolicyPromoted _,
                    LedgerEvent.PolicyDemoted _,
                    LedgerEvent.DecisionMade _,
                    LedgerEvent.DecisionsMade _,
                    LedgerEvent.ApprovalGiven _,
                    LedgerEvent.ApprovalChanged _,
                    LedgerEvent.IncidentChanged _,
                    LedgerEvent.RevocationPreviewed _,
                    LedgerEvent.RevocationFailed _,
                    LedgerEvent.AlertSent _,
                    LedgerEvent.TicketChanged _,
                    LedgerEvent.AlertsChanged _,
                    LedgerEvent.OwnerAnswered _,
                    LedgerEvent.ReviewDecided _,
                    LedgerEvent.ChangeRequested _,
                    LedgerEvent.SessionStarted _,
                    LedgerEvent.DataExported _,
                    LedgerEvent.ConfigurationChanged _,
                    LedgerEvent.CoverageGapOpened _,
                    LedgerEvent.CoverageGapClosed _ -> Optional.empty();
        };
    }

    private Optional<SecurityEvent> change(LedgerEntry entry, IdentityId identity, LedgerEvent.ChangeObserved change) {
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

    /** Returns the CAEP risk level; empty for low and unknown severities, because receivers should not act on them. */
    private static Optional<String> level(Severity severity) {
        return switch (severity) {
            case UNKNOWN, LOW -> Optional.empty();
            case MEDIUM -> Optional.of("MEDIUM");
            case HIGH, CRITICAL -> Optional.of("HIGH");
        };
    }

    private SecurityEvent event(LedgerEntry entry, IdentityId identity, String type, ObjectNode claims) {
        ObjectNode subject = JsonTrees.object()
                .put("format", "iss_sub")
                .put("iss", issuer + "/" + entry.tenant())
                .put("sub", identity.toString());
        return new SecurityEvent(type, subject, claims);
    }

    private static ObjectNode claims(LedgerEntry entry) {
        return JsonTrees.object().put("event_timestamp", entry.at().getEpochSecond());
    }

    /**
     * Returns the verification event that the receiver of a stream requested.
     *
     * @param state the value that the receiver sent with its request, which the event repeats; empty if there was none
     */
    public static SecurityEvent verification(String stream, Optional<String> state) {
        ObjectNode claims = JsonTrees.object();
        state.ifPresent(text -> claims.put("state", text));
        return new SecurityEvent(VERIFICATION, streamSubject(stream), claims);
    }

    /** Returns the event that reports a change of a stream's status. */
    public static SecurityEvent streamUpdated(String stream, String status, Optional<String> reason) {
        ObjectNode claims = JsonTrees.object().put("status", status);
        reason.ifPresent(text -> claims.put("reason", text));
        return new SecurityEvent(STREAM_UPDATED, streamSubject(stream), claims);
    }

    private static ObjectNode streamSubject(String stream) {
        return JsonTrees.object().put("format", "opaque").put("id", stream);
    }
}
