package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.PageCycleDetector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.PushChannel.Subscription;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A query for the changes in one collection since the last request (Graph, "Use delta query"). It also covers apps and
 * grants, for which Graph sends no notifications. Each response contains the link for the next request. If that link is
 * lost or older than a week, everything must be read again.
 *
 * @param collection for example {@code servicePrincipals}
 * @param member the member of a changed row that contains the id of the object to read again; a removed row may contain
 *     only its own id
 * @param streams the streams in which to read the object again
 */
record GraphDeltaQuery(String collection, String member, List<StreamId> streams) {
    static final List<GraphDeltaQuery> ALL = List.of(
            new GraphDeltaQuery("users", "id", List.of(EntraUsersStream.ID)),
            new GraphDeltaQuery(
                    "servicePrincipals", "id", List.of(EntraServicePrincipalsStream.ID, EntraAppRolesStream.ID)),
            new GraphDeltaQuery("applications", "id", List.of(EntraApplicationsStream.ID)),
            new GraphDeltaQuery("oauth2PermissionGrants", "clientId", List.of(EntraDelegatedGrantsStream.ID)));

    /** The period for which the links of the directory are valid. */
    private static final Duration LIFETIME = Duration.ofDays(7);

    /**
     * The maximum number of objects to read again one by one. Beyond this number, it is cheaper to read the whole
     * collection.
     */
    private static final int MAX_REREADS = 200;

    private static final int MAX_PAGES = 50;

    /** The result of a delta query: the link for the next request, and the partitions to read again. */
    record FollowResult(Subscription next, List<Partition> rereads) {
        FollowResult {
            rereads = List.copyOf(rereads);
        }
    }

    GraphDeltaQuery {
        streams = List.copyOf(streams);
    }

    String name() {
        return "delta:" + collection;
    }

    /**
     * Reads the changes since the last request.
     *
     * @param active the link from the last request; empty on the first one
     */
    FollowResult follow(ProviderSession session, Optional<Subscription> active) throws ConnectorException {
        if (active.isEmpty()) {
            // The sweep at the time of the first run reads everything.
            return new FollowResult(start(session), List.of());
        }
        try {
            return readChanges(session, active.get().resource());
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return new FollowResult(start(session), wholePartitions());
            }
            throw e;
        }
    }

    private FollowResult readChanges(ProviderSession session, String link) throws ConnectorException {
        Set<String> objects = new LinkedHashSet<>();
        boolean unnamed = false;
        String token = link;
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            GraphPage page = read(session, token);
            for (JsonNodeReader row : page.values()) {
                Optional<String> object = row.optionalNonBlank(member);
                object.ifPresent(objects::add);
                unnamed |= object.isEmpty();
            }
            if (page.delta().isPresent()) {
                boolean all = unnamed || objects.size() > MAX_REREADS;
                return new FollowResult(
                        subscription(session, page.delta().get()), all ? wholePartitions() : partitionsOf(objects));
            }
            if (page.next().isEmpty()) {
                throw new ConnectorException(new NotFound(
                        "the delta query of %s ended without a next link or a delta link".formatted(collection)));
            }
            token = page.next().get();
        }
        return new FollowResult(start(session), wholePartitions());
    }

    /** Returns the link for future changes without reading the existing objects. */
    private Subscription start(ProviderSession session) throws ConnectorException {
        PageCycleDetector cycleDetector = new PageCycleDetector("the delta of " + collection);
        GraphPage page = read(session, "");
        while (page.delta().isEmpty() && page.next().isPresent()) {
            cycleDetector.advanceTo(page.next().get());
            page = read(session, page.next().get());
        }
        return subscription(
                session,
                page.delta()
                        .orElseThrow(() -> new ConnectorException(
                                new NotFound("the delta query of %s ended without a next link or a delta link"
                                        .formatted(collection)))));
    }

    private GraphPage read(ProviderSession session, String token) throws ConnectorException {
        GraphRequestUri first = GraphRequestUri.of(collection, "delta").with("$deltatoken", "latest");
        return GraphPage.read(
                session,
                collection.equals("oauth2PermissionGrants") ? first : first.select(selectedProperties()),
                token,
                EntraSettings.of(session).size().directoryLimit());
    }

    /** Returns the properties whose changes are relevant; the feed ignores all others. */
    private String selectedProperties() {
        return switch (collection) {
            case "users" -> "id,displayName,userPrincipalName,mail,accountEnabled,department,employeeLeaveDateTime";
            case "applications" -> "id,displayName,passwordCredentials,keyCredentials";
            default -> "id,displayName,accountEnabled,passwordCredentials,keyCredentials";
        };
    }

    private Subscription subscription(ProviderSession session, String link) {
        return new Subscription(
                name(), collection, link, session.clock().instant().plus(LIFETIME));
    }

    private List<Partition> wholePartitions() {
        return streams.stream().map(Partition::whole).toList();
    }

    private List<Partition> partitionsOf(Set<String> objects) {
        List<Partition> rereads = new ArrayList<>();
        for (String object : objects) {
            streams.forEach(stream -> rereads.add(EntraListingStream.singleObject(stream, object)));
        }
        return rereads;
    }
}
