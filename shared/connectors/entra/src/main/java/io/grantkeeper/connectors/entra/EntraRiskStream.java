package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The streams of Microsoft Entra ID Protection's verdicts about apps and agents: the state of each app or agent at
 * risk, and the detections. The verdicts are stored as activities with Microsoft as their source. A risk that was
 * dismissed or remediated yields no verdict. Sources:
 * https://learn.microsoft.com/en-us/graph/api/identityprotectionroot-list-riskyserviceprincipals and
 * https://learn.microsoft.com/en-us/graph/api/identityprotectionroot-list-serviceprincipalriskdetections
 */
final class EntraRiskStream {
    private static final ActivityMapper ACTIVITIES = new EntraActivityMapper();

    static final StreamId APPS = new StreamId("app-risk");
    static final StreamId AGENTS = new StreamId("agent-risk");

    static final String STATES = "states";
    static final String DETECTIONS = "detections";

    /** The maximum delay before a verdict appears. Microsoft calculates all verdicts offline. */
    private static final Duration OVERLAP = Duration.ofHours(6);

    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(3);

    private EntraRiskStream() {}

    static AccessStream apps() {
        return StreamDefinition.log(APPS, "Apps that Microsoft considers at risk")
                .withScopes(EntraScopes.RISKY_APPS, EntraScopes.RISK_EVENTS)
                .withFreshFor(Duration.ofHours(1))
                .withOverlap(OVERLAP)
                .withFirstLookBack(FIRST_LOOK_BACK)
                .readBy(EntraRiskStream::readApps)
                .withPartitions((_, _) -> partitions(APPS));
    }

    static AccessStream agents() {
        return StreamDefinition.log(AGENTS, "Agents that Microsoft considers at risk")
                .withScopes(EntraScopes.RISKY_AGENTS, EntraScopes.RISK_EVENTS)
                .withFreshFor(Duration.ofHours(1))
                .withOverlap(OVERLAP)
                .withFirstLookBack(FIRST_LOOK_BACK)
                .readBy(EntraRiskStream::readAgents)
                .withPartitions((_, _) -> partitions(AGENTS));
    }

    private static List<Partition> partitions(StreamId stream) {
        return List.of(Partition.of(stream, STATES, Map.of()), Partition.of(stream, DETECTIONS, Map.of()));
    }

    private static StreamPage readApps(StreamPageRequest request) throws ConnectorException {
        return isOfStates(request)
                ? read(
                        request,
                        GraphRequestUri.of("identityProtection", "riskyServicePrincipals"),
                        "risky-service-principals")
                : read(
                        request,
                        GraphRequestUri.of("identityProtection", "servicePrincipalRiskDetections"),
                        "service-principal-risk-detections");
    }

    private static StreamPage readAgents(StreamPageRequest request) throws ConnectorException {
        return isOfStates(request)
                ? read(request, GraphRequestUri.preview("identityProtection", "riskyAgents"), "risky-agents")
                : read(
                        request,
                        GraphRequestUri.preview("identityProtection", "agentRiskDetections"),
                        "agent-risk-detections");
    }

    private static boolean isOfStates(StreamPageRequest request) {
        return request.partition().id().equals(STATES);
    }

    /**
     * Reads a page of the whole list and returns only the rows that changed within the window. Graph documents no
     * filter for the times in these lists, but the lists are short: Entra keeps detections for 90 days.
     */
    private static StreamPage read(StreamPageRequest request, GraphRequestUri address, String rows)
            throws ConnectorException {
        GraphPage page =
                GraphPage.read(request.session(), address, request.token().orElse(""), EntraRateLimits.RISK);
        LogWindow window = request.window();
        boolean first = window.since().isEmpty() && isOfStates(request);
        List<Activity> verdicts = JsonNodeReader.activities(page.values(), ACTIVITIES, rows).stream()
                .filter(activity ->
                        !activity.effects().isEmpty() && activity.at().isBefore(window.until()))
                .filter(activity -> first || !activity.at().isBefore(request.since()))
                .map(activity -> activity.at().isBefore(request.since()) ? asOf(window.until(), activity) : activity)
                .toList();
        return StreamPage.of(List.of(), page.next()).withActivities(verdicts);
    }

    /**
     * Returns a copy of the verdict dated just before {@code until}: a risk that the first read finds is new to
     * Grantkeeper, no matter how long it has existed.
     */
    private static Activity asOf(Instant until, Activity activity) {
        return new Activity(
                activity.eventId(),
                until.minusSeconds(1),
                activity.actor(),
                activity.about(),
                activity.person(),
                activity.credential(),
                activity.operation(),
                activity.activityClass(),
                activity.resource(),
                activity.place(),
                activity.client(),
                activity.outcome(),
                activity.size(),
                activity.effects());
    }
}
