package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people allowed apps to do with their data, person by person; one person can be read again alone. */
final class ConsentsStream implements AccessStream {
    static final StreamId ID = new StreamId("consents");

    /** Each person costs a call, so pages are small (Okta allows 200). */
    private static final String PAGE_SIZE = "25";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Consents of people to apps";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    /** Apps are read for their names. */
    @Override
    public Set<String> requiredScopes() {
        return Set.of(OktaScopes.USERS, OktaScopes.APPS);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID));
    }

    /** The consents of the person with this id, to be read again. */
    static Partition onePerson(String userId) {
        return Partition.whole(ID).onlySegment(userId, Map.of());
    }

    @Override
    public String segmentOf(Observation observation) {
        return observation instanceof GrantObserved(NonHumanIdentity _, Grant grant)
                        && grant.subject() instanceof GrantSubject.OnePerson(var person)
                ? person.externalId()
                : "";
    }

    /** The plain listing leaves out deactivated accounts, whose consents Okta has ended. */
    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        OktaApi api = new OktaApi(session);
        Apps apps = new Apps(api);
        if (partition.segment().isPresent()) {
            return Page.last(consents(api, apps, partition.segment().get()));
        }
        ProviderResponse response = api.page(new OktaApi.Call(OktaScopes.USERS, OktaLimits.USERS, "/api/v1/users")
                .with("limit", PAGE_SIZE)
                .at(from));
        Set<Observation> observed = new LinkedHashSet<>();
        for (JsonBody user : JsonBody.of(response).elements()) {
            observed.addAll(consents(api, apps, user.text("id")));
        }
        return NextPage.page(response, from, new ArrayList<>(observed));
    }

    static OktaApi.Call grants(String userId) {
        return new OktaApi.Call(OktaScopes.USERS, OktaLimits.USERS, OktaApi.path("/api/v1/users/%s/grants", userId));
    }

    private static List<Observation> consents(OktaApi api, Apps apps, String userId) throws ConnectorException {
        People people = new People(api.session().connection().id());
        ScopeGrants grants = new ScopeGrants(people);
        for (JsonBody row : api.all(grants(userId).with("limit", "200"))) {
            if (!row.optionalText("source").orElse("").equals("ADMIN")) {
                grants.add(row);
            }
        }
        List<Observation> observed = new ArrayList<>();
        for (String client : grants.clients()) {
            NonHumanIdentity holder = apps.holder(client);
            grants.ofPerson(people.id(userId), client).forEach(grant -> observed.add(new GrantObserved(holder, grant)));
        }
        return observed;
    }
}
