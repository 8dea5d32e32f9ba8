package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Users as people: first those who are there, then those deleted within the last thirty days, whom Graph lists apart.
 * The accounts of agents are no people.
 */
final class UsersStream extends DirectoryListing {
    static final StreamId ID = new StreamId("users");

    private static final String SELECT =
            "id,displayName,userPrincipalName,mail,proxyAddresses,accountEnabled,userType,department,employeeLeaveDateTime";

    /** The cursor's prefix while the deleted are read; what follows is Graph's link. */
    private static final String DELETED = "deleted:";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "People";
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.USERS, Scopes.LEAVE_DATES);
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        if (partition.segment().isPresent()) {
            return Page.last(one(session, partition.segment().get()));
        }
        String token = from.token().orElse("");
        String limit = EntraSettings.of(session).size().directory();
        if (token.startsWith(DELETED)) {
            Address address = deleted().with("$top", GraphPage.LARGEST).select(SELECT);
            GraphPage page = GraphPage.read(session, address, token.substring(DELETED.length()), limit);
            List<Observation> people = people(session, page.values(), true);
            return page.next().isPresent()
                    ? Page.more(people, Cursor.at(DELETED + page.next().get()))
                    : Page.last(people);
        }
        Address address = shown(Address.of("users").with("$top", GraphPage.LARGEST));
        GraphPage page = GraphPage.read(session, address, token, limit);
        return Page.more(
                people(session, page.values(), false), Cursor.at(page.next().orElse(DELETED)));
    }

    private static List<Observation> one(ProviderSession session, String id) throws ConnectorException {
        Optional<JsonBody> user = Calls.find(session, shown(Address.of("users", id)));
        if (user.isPresent()) {
            return people(session, List.of(user.get()), false);
        }
        Optional<JsonBody> former = Calls.find(session, deletedOne(id).select(SELECT));
        return people(session, former.map(List::of).orElse(List.of()), true);
    }

    private static Address shown(Address address) {
        return address.select(SELECT).with("$expand", "manager($select=id)");
    }

    private static Address deleted() {
        return Address.of("directory", "deletedItems", "microsoft.graph.user");
    }

    private static Address deletedOne(String id) {
        return Address.of("directory", "deletedItems", id, "microsoft.graph.user");
    }

    private static List<Observation> people(ProviderSession session, List<JsonBody> users, boolean deleted)
            throws ConnectorException {
        People people = new People(session.connection().id(), session.clock().instant());
        List<Observation> observed = new ArrayList<>();
        for (JsonBody user : users) {
            if (!Read.type(user).equals(AgentUsersStream.TYPE)) {
                observed.add(new PersonObserved(deleted ? people.formerPerson(user) : people.person(user)));
            }
        }
        return observed;
    }
}
