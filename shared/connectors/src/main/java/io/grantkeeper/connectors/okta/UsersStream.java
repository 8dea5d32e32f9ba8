package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Users as people, deactivated ones included; one person can be read again alone. */
final class UsersStream implements AccessStream {
    static final StreamId ID = new StreamId("users");

    /** The plain listing leaves out deactivated users; a search that all of them fit shows them. */
    static final String EVERYBODY = "lastUpdated gt \"1970-01-01T00:00:00.000Z\"";

    /** Okta's largest page. */
    private static final String PAGE_SIZE = "200";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "People";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(OktaScopes.USERS);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID));
    }

    /** The person with this id, to be read again. */
    static Partition onePerson(String userId) {
        return Partition.whole(ID).onlySegment(userId, Map.of());
    }

    /** @param name an id or a login */
    static OktaApi.Call user(String name) {
        return new OktaApi.Call(OktaScopes.USERS, OktaLimits.USERS, OktaApi.path("/api/v1/users/%s", name));
    }

    @Override
    public String segmentOf(Observation observation) {
        return observation instanceof PersonObserved observed
                ? observed.person().id().externalId()
                : "";
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        OktaApi api = new OktaApi(session);
        if (partition.segment().isPresent()) {
            Optional<JsonBody> user = api.find(user(partition.segment().get()));
            return Page.last(people(api, user.stream().toList()));
        }
        ProviderResponse response = api.page(new OktaApi.Call(OktaScopes.USERS, OktaLimits.USERS, "/api/v1/users")
                .with("search", EVERYBODY)
                .with("limit", PAGE_SIZE)
                .at(from));
        return NextPage.page(response, from, people(api, JsonBody.of(response).elements()));
    }

    private static List<Observation> people(OktaApi api, List<JsonBody> users) throws ConnectorException {
        People people = new People(api.session().connection().id());
        Managers managers = Managers.among(users, api, people);
        Set<Observation> observed = new LinkedHashSet<>();
        for (JsonBody user : users) {
            observed.add(new PersonObserved(people.person(user, managers)));
        }
        return new ArrayList<>(observed);
    }
}
