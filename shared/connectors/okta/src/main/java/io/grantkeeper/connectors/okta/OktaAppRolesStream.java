package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The stream of administrator roles of service apps. Without a role, Okta API scopes give no access. */
final class OktaAppRolesStream extends OktaPerAppStream {
    static final StreamId ID = new StreamId("app-roles");

    /** The types of apps that act on behalf of people. Only clients that act on their own have roles. */
    private static final Set<String> FOR_PEOPLE = Set.of("web", "browser", "native");

    OktaAppRolesStream() {
        super(StreamDefinition.listing(ID, "App administrator roles").withScopes(OktaScopes.APPS, OktaScopes.ROLES));
    }

    @Override
    List<AccessObservation> observe(OktaClient api, NonHumanIdentity identity, JsonNodeReader app)
            throws ConnectorException {
        if (FOR_PEOPLE.contains(identity.attributes().getOrDefault(OktaAppMapper.TYPE, ""))) {
            return List.of();
        }
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader role : api.all(OktaAdminRoles.ofClient(identity.id().externalId()))) {
            observed.add(new GrantObserved(identity, OktaAdminRoles.ofClient(role)));
        }
        return observed;
    }
}
