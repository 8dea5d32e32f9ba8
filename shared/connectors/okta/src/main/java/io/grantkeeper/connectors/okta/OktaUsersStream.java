package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stream of users as people, including deactivated ones. A single person can be read again. */
final class OktaUsersStream {
    static final StreamId ID = new StreamId("users");

    /** A search that matches everyone. The plain listing omits deactivated users. */
    static final String EVERYBODY = "lastUpdated gt \"1970-01-01T00:00:00.000Z\"";

    /** Okta's maximum page size. */
    private static final String PAGE_SIZE = "200";

    private OktaUsersStream() {}

    static AccessStream stream() {
        return StreamDefinition.listing(ID, "People")
                .withScopes(OktaScopes.USERS)
                .readBy(OktaUsersStream::read)
                .withSegments(OktaUsersStream::segmentOf);
    }

    /** Returns the partition that reads only this person. */
    static Partition singlePerson(String userId) {
        return Partition.whole(ID).onlySegment(userId, Map.of());
    }

    /**
     * Returns the call that reads one user.
     *
     * @param name an id or a login
     */
    static OktaClient.Call user(String name) {
        return new OktaClient.Call(OktaScopes.USERS, OktaRateLimits.USERS, OktaClient.path("/api/v1/users/%s", name));
    }

    private static String segmentOf(AccessObservation observation) {
        return observation instanceof PersonObserved observed
                ? observed.person().id().externalId()
                : "";
    }

    private static StreamPage read(StreamPageRequest request) throws ConnectorException {
        OktaClient api = new OktaClient(request.session());
        if (request.partition().segment().isPresent()) {
            Optional<JsonNodeReader> user =
                    api.find(user(request.partition().segment().get()));
            return StreamPage.last(people(api, user.stream().toList()));
        }
        ProviderResponse response =
                api.page(new OktaClient.Call(OktaScopes.USERS, OktaRateLimits.USERS, "/api/v1/users")
                        .with("search", EVERYBODY)
                        .with("limit", PAGE_SIZE)
                        .at(request.from()));
        return OktaNextPage.toPage(
                response,
                request.from(),
                people(api, JsonNodeReader.of(response).elements()));
    }

    private static List<AccessObservation> people(OktaClient api, List<JsonNodeReader> users)
            throws ConnectorException {
        OktaUserMapper people = new OktaUserMapper(
                api.session().connection().id(),
                OktaSettings.of(api.session().connection()).lastDayAttribute());
        OktaManagerLookup managers = OktaManagerLookup.fromPage(users, api, people);
        Set<AccessObservation> observed = new LinkedHashSet<>();
        for (JsonNodeReader user : users) {
            observed.add(new PersonObserved(people.person(user, managers)));
        }
        return new ArrayList<>(observed);
    }
}
