package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.PageTrail;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
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
 * What changed in one collection since it was last asked (Graph, "Use delta query"). It takes the place of notifications
 * for apps and grants, of which Graph sends none. Each answer holds the link to ask with next time; whose link is lost or
 * a week old has to read everything again.
 *
 * @param collection for example {@code servicePrincipals}
 * @param member of a changed row, names the object that is to be read again; a removed row may hold its id only
 * @param streams what to read again of that object
 */
record DeltaFeed(String collection, String member, List<StreamId> streams) {
    static final List<DeltaFeed> ALL = List.of(
            new DeltaFeed("users", "id", List.of(UsersStream.ID)),
            new DeltaFeed("servicePrincipals", "id", List.of(ServicePrincipalsStream.ID, AppRolesStream.ID)),
            new DeltaFeed("applications", "id", List.of(ApplicationsStream.ID)),
            new DeltaFeed("oauth2PermissionGrants", "clientId", List.of(DelegatedGrantsStream.ID)));

    /** Links of the directory are good for seven days. */
    private static final Duration LIFETIME = Duration.ofDays(7);

    /** Beyond this, reading the whole collection is less work than reading what changed one by one. */
    private static final int MOST_REREADS = 200;

    private static final int MOST_PAGES = 50;

    /** What following a feed found: the link for next time, and what to read again. */
    record Followed(Subscription next, List<Partition> rereads) {
        Followed {
            rereads = List.copyOf(rereads);
        }
    }

    DeltaFeed {
        streams = List.copyOf(streams);
    }

    String name() {
        return "delta:" + collection;
    }

    /** @param standing where the last call left off; empty at the first */
    Followed follow(ProviderSession session, Optional<Subscription> standing) throws ConnectorException {
        if (standing.isEmpty()) {
            // The sweep at the same occasion reads everything.
            return new Followed(begin(session), List.of());
        }
        try {
            return changes(session, standing.get().resource());
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return new Followed(begin(session), everything());
            }
            throw e;
        }
    }

    private Followed changes(ProviderSession session, String link) throws ConnectorException {
        Set<String> objects = new LinkedHashSet<>();
        boolean unnamed = false;
        String token = link;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            GraphPage page = read(session, token);
            for (JsonBody row : page.values()) {
                Optional<String> object = Read.optional(row, member);
                object.ifPresent(objects::add);
                unnamed |= object.isEmpty();
            }
            if (page.delta().isPresent()) {
                boolean all = unnamed || objects.size() > MOST_REREADS;
                return new Followed(subscription(session, page.delta().get()), all ? everything() : each(objects));
            }
            if (page.next().isEmpty()) {
                throw new ConnectorException(
                        new NotFound("the delta of %s ends without a link to go on".formatted(collection)));
            }
            token = page.next().get();
        }
        return new Followed(begin(session), everything());
    }

    /** The link to what changes from now on, without all that is there. */
    private Subscription begin(ProviderSession session) throws ConnectorException {
        PageTrail trail = new PageTrail("the delta of " + collection);
        GraphPage page = read(session, "");
        while (page.delta().isEmpty() && page.next().isPresent()) {
            trail.goOnTo(page.next().get());
            page = read(session, page.next().get());
        }
        return subscription(
                session,
                page.delta()
                        .orElseThrow(() -> new ConnectorException(
                                new NotFound("the delta of %s ends without a link to go on".formatted(collection)))));
    }

    private GraphPage read(ProviderSession session, String token) throws ConnectorException {
        Address first = Address.of(collection, "delta").with("$deltatoken", "latest");
        return GraphPage.read(
                session,
                collection.equals("oauth2PermissionGrants") ? first : first.select(selected()),
                token,
                EntraSettings.of(session).size().directory());
    }

    /** A change of anything else is no change to us. */
    private String selected() {
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

    private List<Partition> everything() {
        return streams.stream().map(Partition::whole).toList();
    }

    private List<Partition> each(Set<String> objects) {
        List<Partition> rereads = new ArrayList<>();
        for (String object : objects) {
            streams.forEach(stream -> rereads.add(DirectoryListing.onlyOne(stream, object)));
        }
        return rereads;
    }
}
