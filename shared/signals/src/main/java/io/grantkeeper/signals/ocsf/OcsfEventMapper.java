package io.grantkeeper.signals.ocsf;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts ledger entries to OCSF 1.8 events. The event class is 2008 for a new finding about access that may no longer
 * be needed; 2004 for any other finding; 2005 for incidents; 2003 for coverage gaps; 3002 for sign-ins to the console;
 * 3004 for identities, people's decisions about them, revocations, and changes to policies and the configuration; and
 * 6003 for authorization decisions. Digests that identify people remain digests. Each event's {@code metadata.uid} is
 * the entry's id, so that receivers can detect duplicates.
 */
public final class OcsfEventMapper {
    private static final String VERSION = "1.8.0";
    private static final String PRODUCT = "Grantkeeper";
    private static final int COMPLIANCE_FINDING = 2003;
    private static final int DETECTION_FINDING = 2004;
    private static final int INCIDENT_FINDING = 2005;
    private static final int IAM_ANALYSIS_FINDING = 2008;
    private static final int AUTHENTICATION = 3002;
    private static final int ENTITY_MANAGEMENT = 3004;
    private static final int API_ACTIVITY = 6003;
    private static final int OPEN_ID = 4;
    private static final int CREATE = 1;
    private static final int UPDATE = 3;
    private static final int CLOSE = 3;
    private static final int OTHER = 99;
    private static final int INFORMATIONAL = 1;

    private OcsfEventMapper() {}

    /** Returns the OCSF event for a ledger entry; empty if the entry is not relevant to receivers. */
    public static Optional<ObjectNode> of(LedgerEntry entry) {
        return switch (entry.what()) {
            case LedgerEvent.FindingOpened(String key, FindingType type, Severity severity) ->
                Optional.of(finding(entry, key, Optional.of(type), severity, CREATE, 1, "New"));
            case LedgerEvent.FindingClosed(String key) ->
                Optional.of(finding(entry, key, Optional.empty(), Severity.UNKNOWN, CLOSE, 4, "Resolved"));
            case LedgerEvent.CoverageGapOpened(String connection, var stream, String problem) ->
                Optional.of(coverage(entry, connection + "/" + stream, Optional.of(problem)));
            case LedgerEvent.CoverageGapClosed(String connection, var stream) ->
                Optional.of(coverage(entry, connection + "/" + stream, Optional.empty()));
            case LedgerEvent.IdentityRegistered _ -> Optional.of(entity(entry, CREATE, "Create", "registered"));
            case LedgerEvent.ReviewDecided(var _, var _, String outcome) ->
                Optional.of(entity(entry, OTHER, "Review", "the access review ended with: " + outcome));
            case LedgerEvent.OwnerAnswered(var _, String answer) ->
                Optional.of(entity(entry, OTHER, "Answer", "the owner answered: " + answer));
            case LedgerEvent.ApprovalGiven _ -> Optional.of(entity(entry, OTHER, "Approve", "approved"));
            case LedgerEvent.ApprovalChanged(String subject, var _, String to, var _, var _) ->
                Optional.of(entity(entry, OTHER, "Decide", "%s is now %s".formatted(subject, to)));
            case LedgerEvent.IncidentChanged changed -> Optional.of(incident(entry, changed));
            case LedgerEvent.RevocationPreviewed _ ->
                Optional.of(entity(entry, OTHER, "Revoke", "access is about to be revoked"));
            case LedgerEvent.RevocationDone _ -> Optional.of(entity(entry, UPDATE, "Update", "access was revoked"));
            case LedgerEvent.RevocationFailed(var _, String problem) ->
                Optional.of(entity(entry, UPDATE, "Update", "access could not be revoked: " + problem)
                        .put("status_id", 2)
                        .put("status", "Failure"));
            case LedgerEvent.PolicyProposed(String policy, var _) -> Optional.of(policy(entry, policy, "proposed"));
            case LedgerEvent.PolicyApproved(String policy, var _) -> Optional.of(policy(entry, policy, "approved"));
            case LedgerEvent.PolicyPromoted(String policy, var _, String stage) ->
                Optional.of(policy(entry, policy, "promoted to " + stage));
            case LedgerEvent.PolicyDemoted(String policy, var _, String stage, String reason) ->
                Optional.of(policy(entry, policy, "demoted to %s: %s".formatted(stage, reason)));
            case LedgerEvent.ConfigurationChanged _ -> Optional.of(policy(entry, "configuration", "changed"));
            case LedgerEvent.AlertsChanged(String change, var _, var _) -> Optional.of(policy(entry, "alerts", change));
            case LedgerEvent.DecisionMade(String request, String action, String decision, var _) ->
                Optional.of(decision(entry, request, action, 1, decision));
            case LedgerEvent.DecisionsMade(int count, String root) ->
                Optional.of(decision(entry, root, "several", count, "several"));
            case LedgerEvent.SessionStarted(String method, String issuer, String session) ->
                Optional.of(authentication(entry, method, issuer, session));
            case LedgerEvent.ChangeObserved _,
                    LedgerEvent.AlertSent _,
                    LedgerEvent.TicketChanged _,
                    LedgerEvent.ChangeRequested _,
                    LedgerEvent.DataExported _ -> Optional.empty();
        };
    }

    private static ObjectNode object() {
        return JsonTrees.object();
    }

    private static ObjectNode event(LedgerEntry entry, int classId, int activity, int severity) {
        ObjectNode event = object();
        event.put("activity_id", activity);
        event.put("category_uid", classId / 1000);
        event.put("class_uid", classId);
        event.put("type_uid", (long) classId * 100 + activity);
        event.put("time", entry.at().toEpochMilli());
        event.put("severity_id", severity);
        ObjectNode metadata = object();
        metadata.put("version", VERSION);
        metadata.put("uid", entry.id());
        metadata.put("tenant_uid", entry.tenant().value());
        metadata.put("log_name", "ledger");
        metadata.put("event_code", entry.kind().code());
        metadata.set("product", object().put("name", PRODUCT).put("vendor_name", PRODUCT));
        event.set("metadata", metadata);
        entry.identity().ifPresent(identity -> {
            if (identity.kind() == IdentityKind.AI_AGENT) { // OCSF defines ai_agent only from version 1.9 on
                event.set("unmapped", object().set("ai_agent", object().put("uid", identity.toString())));
            }
        });
        return event;
    }

    private static ObjectNode finding(
            LedgerEntry entry,
            String key,
            Optional<FindingType> type,
            Severity severity,
            int activity,
            int status,
            String statusName) {
        boolean isAboutNeed = type.filter(
                        each -> each == FindingType.OVER_PRIVILEGED || each == FindingType.FELL_SILENT)
                .isPresent();
        ObjectNode event =
                event(entry, isAboutNeed ? IAM_ANALYSIS_FINDING : DETECTION_FINDING, activity, severityId(severity));
        event.put("status_id", status);
        event.put("status", statusName);
        ObjectNode info = object();
        info.put("uid", key);
        type.ifPresent(each -> {
            info.put("title", each.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            info.set("types", JsonTrees.array().add(each.name()));
        });
        info.put("created_time", entry.at().toEpochMilli());
        event.set("finding_info", info);
        entry.identity().ifPresent(identity -> {
            event.set("resources", JsonTrees.array().add(resource(identity)));
            if (isAboutNeed) { // this event class requires the application whose access was analyzed
                event.set(
                        "applications",
                        JsonTrees.array()
                                .add(object().put("uid", identity.toString())
                                        .put("type", identity.kind().code())));
            }
        });
        return event;
    }

    private static ObjectNode incident(LedgerEntry entry, LedgerEvent.IncidentChanged changed) {
        boolean closed = changed.change().equals("closed") || changed.change().equals("merged");
        int activity = closed ? CLOSE : changed.change().equals("opened") ? CREATE : 2;
        ObjectNode event = event(entry, INCIDENT_FINDING, activity, severityId(changed.severity()));
        event.put("status_id", closed ? 5 : changed.change().equals("opened") ? 1 : 2);
        event.put("status", closed ? "Closed" : changed.change().equals("opened") ? "New" : "In Progress");
        event.put("message", "%s: %d findings, %s".formatted(changed.change(), changed.findings(), changed.stage()));
        changed.verdict().ifPresent(verdict -> event.put("verdict", verdict).put("verdict_id", verdictId(verdict)));
        ObjectNode info = object();
        info.put("uid", changed.incident());
        info.put("title", "incident: " + changed.stage());
        info.put("created_time", entry.at().toEpochMilli());
        event.set("finding_info_list", JsonTrees.array().add(info));
        // OCSF requires an assignee or a group: alerts about incidents go to the security team.
        event.set("assignee_group", object().put("name", "security team"));
        return event;
    }

    /** Returns the OCSF id of a verdict: true positive, benign, or false positive. */
    private static int verdictId(String verdict) {
        return switch (verdict) {
            case "true" -> 2;
            case "benign" -> 5;
            case "false" -> 1;
            default -> OTHER;
        };
    }

    private static ObjectNode resource(IdentityId identity) {
        return object().put("uid", identity.toString())
                .put("type", identity.kind().code())
                .put("namespace", identity.connection().value());
    }

    private static int severityId(Severity severity) {
        return switch (severity) {
            case UNKNOWN -> 0;
            case LOW -> 2;
            case MEDIUM -> 3;
            case HIGH -> 4;
            case CRITICAL -> 5;
        };
    }

    private static ObjectNode coverage(LedgerEntry entry, String what, Optional<String> problem) {
        ObjectNode event = event(entry, COMPLIANCE_FINDING, problem.isPresent() ? CREATE : CLOSE, INFORMATIONAL);
        event.set("finding_info", object().put("uid", "coverage/" + what).put("title", "coverage of " + what));
        ObjectNode compliance = object();
        compliance.put("control", "coverage");
        compliance.put("status_id", problem.isPresent() ? 3 : 1);
        compliance.put("status", problem.isPresent() ? "Fail" : "Pass");
        problem.ifPresent(code -> compliance.put("status_detail", code));
        event.set("compliance", compliance);
        return event;
    }

    private static ObjectNode entity(LedgerEntry entry, int activity, String name, String message) {
        ObjectNode event = event(entry, ENTITY_MANAGEMENT, activity, INFORMATIONAL);
        event.put("activity_name", name);
        event.put("message", message);
        ObjectNode entity = object();
        entity.put("uid", entry.identity().map(IdentityId::toString).orElse(entry.id()));
        entity.put(
                "type", entry.identity().map(identity -> identity.kind().code()).orElse("other"));
        event.set("entity", entity);
        entry.policy().ifPresent(policy -> event.put("status_detail", "under policy " + policy));
        return event;
    }

    private static ObjectNode authentication(LedgerEntry entry, String method, String issuer, String session) {
        boolean oidc = method.equals("oidc");
        ObjectNode event = event(entry, AUTHENTICATION, CREATE, INFORMATIONAL);
        event.put("activity_name", "Logon");
        event.put("status_id", 1);
        event.put("status", "Success");
        event.put("auth_protocol_id", oidc ? OPEN_ID : OTHER);
        event.put("auth_protocol", oidc ? "OpenID" : method);
        ObjectNode user = object();
        entry.actors().stream()
                .filter(actor -> actor.role().equals(EntryActor.CAUSED))
                .findFirst()
                .ifPresentOrElse(actor -> user.put("uid", actor.who()), () -> user.put("name", "unknown"));
        event.set("user", user);
        event.set("session", object().put("uid", session).put("issuer", issuer));
        event.set("service", object().put("name", "Grantkeeper console"));
        return event;
    }

    private static ObjectNode policy(LedgerEntry entry, String policy, String message) {
        ObjectNode event = event(entry, ENTITY_MANAGEMENT, UPDATE, INFORMATIONAL);
        event.put("activity_name", "Update");
        event.put("message", "%s: %s".formatted(policy, message));
        event.set("entity", object().put("uid", policy).put("type", "policy"));
        return event;
    }

    private static ObjectNode decision(LedgerEntry entry, String request, String action, int count, String decision) {
        ObjectNode event = event(entry, API_ACTIVITY, OTHER, INFORMATIONAL);
        event.put("activity_name", "Decide");
        event.put("count", count);
        event.put("message", "decision: " + decision);
        event.set("api", object().put("operation", action).set("request", object().put("uid", request)));
        event.set("src_endpoint", object().put("svc_name", PRODUCT));
        entry.identity().ifPresent(identity -> event.set("actor", object().put("app_uid", identity.toString())));
        entry.policy().ifPresent(policy -> event.put("status_detail", "under policy " + policy));
        return event;
    }
}
