package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stream of user consents: what people allowed apps to do with their data. It is read person by person, and a
 * single person can be read again.
 */
final class OktaConsentsStream {
    static final StreamId ID = new StreamId("consents");

    /** The number of people per page. It is small, because each person costs one call (Okta allows 200). */
    private static final String PAGE_SIZE = "25";

    private OktaConsentsStream() {}

    static AccessStream stream() {
        return StreamDefinition.listing(ID, "User consents to apps")
                // Returns the required scopes, including the scope for reading the names of apps.
                .withScopes(OktaScopes.USERS, OktaScopes.APPS)
                .readBy(OktaConsentsStream::read)
                .withSegments(OktaConsentsStream::segmentOf);
    }

    /** Returns the partition that reads only the consents of this person. */
    static Partition singlePerson(String userId) {
        return Partition.whole(ID).onlySegment(userId, Map.of());
    }

    private static String segmentOf(AccessObservation observation) {
        return observation instanceof GrantObserved(NonHumanIdentity _, Grant grant)
                        && grant.subject() instanceof GrantSubject.OnePerson(var person)
                ? person.externalId()
                : "";
    }

    /** Reads one page. The plain listing of users omits deactivated accounts, whose consents Okta has ended. */
    private static StreamPage read(StreamPageRequest request) throws ConnectorException {
        OktaClient api = new OktaClient(request.session());
        OktaAppMapper apps = new OktaAppMapper(api);
        if (request.partition().segment().isPresent()) {
            return StreamPage.last(
                    consents(api, apps, request.partition().segment().get()));
        }
        ProviderResponse response =
                api.page(new OktaClient.Call(OktaScopes.USERS, OktaRateLimits.USERS, "/api/v1/users")
                        .with("limit", PAGE_SIZE)
                        .at(request.from()));
        Set<AccessObservation> observed = new LinkedHashSet<>();
        for (JsonNodeReader user : JsonNodeReader.of(response).elements()) {
            observed.addAll(consents(api, apps, user.text("id")));
        }
        return OktaNextPage.toPage(response, request.from(), new ArrayList<>(observed));
    }

    static OktaClient.Call grants(String userId) {
        return new OktaClient.Call(
                OktaScopes.USERS, OktaRateLimits.USERS, OktaClient.path("/api/v1/users/%s/grants", userId));
    }

    private static List<AccessObservation> consents(OktaClient api, OktaAppMapper apps, String userId)
            throws ConnectorException {
        OktaUserMapper people = new OktaUserMapper(api.session().connection().id());
        OktaScopeGrants grants = new OktaScopeGrants(people);
        for (JsonNodeReader row : api.all(grants(userId).with("limit", "200"))) {
            if (!row.optionalText("source").orElse("").equals("ADMIN")) {
                grants.add(row);
            }
        }
        List<AccessObservation> observed = new ArrayList<>();
        for (String client : grants.clients()) {
            NonHumanIdentity identity = apps.identityByClientId(client);
            grants.ofPerson(people.id(userId), client)
                    .forEach(grant -> observed.add(new GrantObserved(identity, grant)));
        }
        return observed;
    }
}
