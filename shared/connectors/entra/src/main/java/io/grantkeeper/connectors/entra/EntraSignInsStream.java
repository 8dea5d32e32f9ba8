package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The stream of sign-ins without a person in front of the screen. It provides activities only: when an app was last used,
 * {@link EntraSignInActivityStream} reads from a report with one row for each app. Agents sign in as service principals, or
 * as users if they have an account. Source: https://learn.microsoft.com/en-us/graph/api/signin-list?view=graph-rest-beta
 */
final class EntraSignInsStream {
    private static final ActivityMapper ACTIVITIES = new EntraActivityMapper();

    static final StreamId ID = new StreamId("sign-ins");

    static final String IDENTITIES = "identities";
    static final String USERS = "non-interactive-users";

    /** Graph's types of sign-in, keyed by partition. Without such a filter, it lists interactive sign-ins only. */
    private static final Map<String, String> TYPES =
            Map.of(IDENTITIES, "t eq 'servicePrincipal' or t eq 'managedIdentity'", USERS, "t eq 'nonInteractiveUser'");

    /** How long Entra keeps sign-ins in a tenant with a P1 or P2 license. */
    static final Duration KEPT = Duration.ofDays(30);

    /** How late a row can appear. Microsoft states minutes as usual and two hours as the longest. */
    private static final Duration OVERLAP = Duration.ofHours(2);

    /** A sweep stores the activities of three days, so older rows would be read for nothing. */
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(3);

    /** Graph's maximum page size for sign-ins. */
    private static final String PAGE_SIZE = "1000";

    private EntraSignInsStream() {}

    static AccessStream stream() {
        return StreamDefinition.log(ID, "Sign-ins of apps, agents and managed identities")
                .withScopes(EntraScopes.AUDIT)
                .withFreshFor(Duration.ofHours(1))
                .withOverlap(OVERLAP)
                .withFirstLookBack(FIRST_LOOK_BACK)
                .readBy(EntraSignInsStream::read)
                .withPartitions(EntraSignInsStream::partitions);
    }

    /** People's sign-ins are separate, because they outnumber all others. */
    private static List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.of(ID, IDENTITIES, Map.of()), Partition.of(ID, USERS, Map.of()));
    }

    private static StreamPage read(StreamPageRequest request) throws ConnectorException {
        String types = Objects.requireNonNull(TYPES.get(request.partition().id()), "partition");
        Instant since = request.window().start(FIRST_LOOK_BACK, KEPT);
        // Graph offers "le" but no "lt" for this member. A row at the end of the window is read twice and counts once.
        GraphRequestUri address = GraphRequestUri.preview("auditLogs", "signIns")
                .with(
                        "$filter",
                        "createdDateTime ge %s and createdDateTime le %s and signInEventTypes/any(t: %s)"
                                .formatted(seconds(since), seconds(request.until()), types))
                .with("$top", PAGE_SIZE);
        GraphPage page =
                GraphPage.read(request.session(), address, request.token().orElse(""), EntraRateLimits.REPORTS);
        return StreamPage.of(List.of(), page.next())
                .withActivities(JsonNodeReader.activities(page.values(), ACTIVITIES, "sign-ins"));
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
