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
 * The stream of sign-ins without user interaction. It provides only activities; {@link EntraSignInActivityStream} reads
 * when an app was last used, from a report with one row for each app. Agents sign in as service principals, or as users
 * if they have an account. Source: https://learn.microsoft.com/en-us/graph/api/signin-list?view=graph-rest-beta
 */
final class EntraSignInsStream {
    private static final ActivityMapper ACTIVITIES = new EntraActivityMapper();

    static final StreamId ID = new StreamId("sign-ins");

    static final String IDENTITIES = "identities";
    static final String USERS = "non-interactive-users";

    /** Graph's sign-in types, keyed by partition. Without such a filter, Graph lists only interactive sign-ins. */
    private static final Map<String, String> TYPES =
            Map.of(IDENTITIES, "t eq 'servicePrincipal' or t eq 'managedIdentity'", USERS, "t eq 'nonInteractiveUser'");

    /** The period for which Entra keeps sign-ins in a tenant with a P1 or P2 license. */
    static final Duration KEPT = Duration.ofDays(30);

    /**
     * The maximum delay before a row appears. According to Microsoft, the delay is usually minutes and at most two
     * hours.
     */
    private static final Duration OVERLAP = Duration.ofHours(2);

    /**
     * The period that the first read covers. A sweep stores only the activities of the last three days, so reading
     * older rows would be pointless.
     */
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

    /**
     * Returns two partitions: one for the sign-ins of people, because they outnumber all others, and one for the
     * others.
     */
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
