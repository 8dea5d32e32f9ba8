package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stream of users as people: first the existing ones, then those deleted in the last thirty days, which Graph lists
 * separately. User accounts of agents are omitted, because they are not people.
 */
final class EntraUsersStream extends EntraListingStream {
    static final StreamId ID = new StreamId("users");

    private static final String SELECT =
            "id,displayName,userPrincipalName,mail,proxyAddresses,accountEnabled,userType,department,employeeLeaveDateTime";

    /** The prefix of a cursor into the deleted users. Graph's link follows it. */
    private static final String DELETED = "deleted:";

    EntraUsersStream() {
        super(StreamDefinition.listing(ID, "People").withScopes(EntraScopes.USERS, EntraScopes.LEAVE_DATES));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        if (partition.segment().isPresent()) {
            return StreamPage.last(readOne(session, partition.segment().get()));
        }
        String token = from.token().orElse("");
        String limit = EntraSettings.of(session).size().directoryLimit();
        if (token.startsWith(DELETED)) {
            GraphRequestUri address =
                    deletedUsers().with("$top", GraphPage.LARGEST).select(SELECT);
            GraphPage page = GraphPage.read(session, address, token.substring(DELETED.length()), limit);
            List<AccessObservation> people = people(session, page.values(), true);
            return page.next().isPresent()
                    ? StreamPage.more(
                            people, PartitionCursor.at(DELETED + page.next().get()))
                    : StreamPage.last(people);
        }
        GraphRequestUri address = withSelection(GraphRequestUri.of("users").with("$top", GraphPage.LARGEST));
        GraphPage page = GraphPage.read(session, address, token, limit);
        return StreamPage.more(
                people(session, page.values(), false),
                PartitionCursor.at(page.next().orElse(DELETED)));
    }

    private static List<AccessObservation> readOne(ProviderSession session, String id) throws ConnectorException {
        Optional<JsonNodeReader> user = EntraClient.find(session, withSelection(GraphRequestUri.of("users", id)));
        if (user.isPresent()) {
            return people(session, List.of(user.get()), false);
        }
        Optional<JsonNodeReader> former =
                EntraClient.find(session, deletedUser(id).select(SELECT));
        return people(session, former.map(List::of).orElse(List.of()), true);
    }

    private static GraphRequestUri withSelection(GraphRequestUri address) {
        return address.select(SELECT).with("$expand", "manager($select=id)");
    }

    private static GraphRequestUri deletedUsers() {
        return GraphRequestUri.of("directory", "deletedItems", "microsoft.graph.user");
    }

    private static GraphRequestUri deletedUser(String id) {
        return GraphRequestUri.of("directory", "deletedItems", id, "microsoft.graph.user");
    }

    private static List<AccessObservation> people(ProviderSession session, List<JsonNodeReader> users, boolean deleted)
            throws ConnectorException {
        EntraUserMapper people =
                new EntraUserMapper(session.connection().id(), session.clock().instant());
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader user : users) {
            if (!EntraJson.type(user).equals(EntraAgentUsersStream.TYPE)) {
                observed.add(new PersonObserved(deleted ? people.formerPerson(user) : people.person(user)));
            }
        }
        return observed;
    }
}
