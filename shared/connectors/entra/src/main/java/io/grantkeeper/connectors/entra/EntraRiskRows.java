package io.grantkeeper.connectors.entra;

import static io.grantkeeper.connector.activity.ActivityRowReader.first;
import static io.grantkeeper.connector.activity.ActivityRowReader.text;
import static io.grantkeeper.connector.activity.ActivityRowReader.time;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.ThreatReported;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityParty.Kind;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import io.grantkeeper.connector.activity.UnreadableRowException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Maps rows of Microsoft Entra ID Protection. The actor is Microsoft, because a verdict is not usage of the identity
 * and does not show what is normal for it. Sources:
 * https://learn.microsoft.com/en-us/graph/api/resources/riskyserviceprincipal,
 * https://learn.microsoft.com/en-us/graph/api/resources/serviceprincipalriskdetection and
 * https://learn.microsoft.com/en-us/entra/id-protection/concept-risky-agents
 */
final class EntraRiskRows {
    static final Set<String> STREAMS = Set.of(
            "risky-service-principals", "service-principal-risk-detections", "risky-agents", "agent-risk-detections");

    private static final String SOURCE = "Microsoft Entra";
    private static final ActivityParty MICROSOFT =
            ActivityParty.of(Kind.VENDOR, "service/Microsoft Entra ID Protection", "Microsoft Entra ID Protection");

    /** The descriptions of detections, keyed by {@code riskEventType}. */
    private static final Map<String, String> DETECTIONS = Map.ofEntries(
            Map.entry("suspiciousSignins", "sign-ins with unfamiliar properties"),
            Map.entry("anomalousServicePrincipalActivity", "unusual changes to the directory"),
            Map.entry("suspiciousAPITraffic", "unusual calls to Microsoft Graph"),
            Map.entry("leakedCredentials", "a credential that was found in public"),
            Map.entry("maliciousApplication", "an app that Microsoft disabled as malicious"),
            Map.entry("suspiciousApplication", "an app that may be malicious"),
            Map.entry("adminConfirmedServicePrincipalCompromised", "a compromise that an administrator confirmed"),
            Map.entry("adminConfirmedAgentCompromised", "a compromise that an administrator confirmed"),
            Map.entry("investigationsThreatIntelligence", "activity that matches known attacks"),
            Map.entry("threatIntelligenceAccount", "activity that matches known attacks"),
            Map.entry("unfamiliarResourceAccess", "access to resources that the agent does not usually use"),
            Map.entry("signInSpike", "many more sign-ins than usual"),
            Map.entry("failedAccessAttempt", "failed attempts to access resources"),
            Map.entry("riskyUserSignIn", "a sign-in for a person at risk"));

    private EntraRiskRows() {}

    static Activity map(String stream, JsonNode row) throws UnreadableRowException {
        return stream.endsWith("detections") ? detection(row) : state(row);
    }

    /** Maps the risk state of an app or an agent. */
    private static Activity state(JsonNode row) throws UnreadableRowException {
        String updated = row.hasNonNull("riskLastUpdatedDateTime") || !row.hasNonNull("riskLastModifiedDateTime")
                ? "riskLastUpdatedDateTime"
                : "riskLastModifiedDateTime";
        Instant at = time(row, updated);
        String id = text(row, "id");
        ActivityParty about = EntraActivityMapper.principal(
                id, text(row, "appId"), first(text(row, "displayName"), text(row, "agentDisplayName")));
        if (!about.isKnown()) {
            throw new UnreadableRowException("id and appId are missing; the row does not identify an app or agent");
        }
        return activity(row, "risk/" + id, at, about, "risk state", "", ActivityPlace.UNKNOWN);
    }

    private static Activity detection(JsonNode row) throws UnreadableRowException {
        Instant at = time(row, "detectedDateTime");
        Instant updated = row.hasNonNull("lastUpdatedDateTime") ? time(row, "lastUpdatedDateTime") : at;
        ActivityParty about = EntraActivityMapper.principal(
                first(text(row, "servicePrincipalId"), text(row, "agentId")),
                text(row, "appId"),
                first(text(row, "servicePrincipalDisplayName"), text(row, "agentDisplayName")));
        if (!about.isKnown()) {
            throw new UnreadableRowException(
                    "servicePrincipalId, agentId and appId are missing; the detection does not identify an app or agent");
        }
        JsonNode keys = row.path("keyIds");
        return activity(
                row,
                "detection/" + text(row, "id"),
                updated.isAfter(at) ? updated : at,
                about,
                first(text(row, "riskEventType"), "risk detection"),
                keys.isArray() && keys.size() == 1 ? keys.get(0).asString("") : "",
                new ActivityPlace(text(row, "ipAddress"), 0, "", text(row, "location", "countryOrRegion")));
    }

    /**
     * Creates an activity. Its event id contains the risk state, because a risk that is confirmed after its detection
     * is a new verdict.
     */
    private static Activity activity(
            JsonNode row,
            String id,
            Instant at,
            ActivityParty about,
            String operation,
            String credential,
            ActivityPlace place) {
        return new Activity(
                id + "/" + at + "/" + text(row, "riskState"),
                at,
                MICROSOFT,
                about,
                ActivityPerson.NONE,
                credential,
                operation,
                ActivityClass.OTHER,
                "",
                place,
                "",
                ActivityOutcome.SUCCEEDED,
                0,
                verdict(row).map(List::<ActivityEffect>of).orElse(List.of()));
    }

    /** Returns the verdict, or empty if the risk no longer exists or never existed. */
    private static Optional<ThreatReported> verdict(JsonNode row) {
        String what = DETECTIONS.getOrDefault(text(row, "riskEventType"), "");
        String detail = what.isEmpty() ? "" : ": " + what;
        return switch (text(row, "riskState")) {
            case "confirmedCompromised" ->
                Optional.of(new ThreatReported(SOURCE, "a confirmed compromise" + detail, Weight.HIGH));
            case "atRisk" ->
                Optional.of(
                        switch (text(row, "riskLevel")) {
                            case "high" -> new ThreatReported(SOURCE, "a high risk" + detail, Weight.HIGH);
                            case "medium" -> new ThreatReported(SOURCE, "a medium risk" + detail, Weight.MEDIUM);
                            case "low" -> new ThreatReported(SOURCE, "a low risk" + detail, Weight.LOW);
                            default ->
                                new ThreatReported(
                                        SOURCE, "a risk whose level it does not show" + detail, Weight.MEDIUM);
                        });
            default -> Optional.empty();
        };
    }
}
