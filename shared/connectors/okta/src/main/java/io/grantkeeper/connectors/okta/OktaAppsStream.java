package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.StreamId;
import java.util.ArrayList;
import java.util.List;

/**
 * The stream of apps and of the Okta API scopes that administrators granted to them. It includes the apps through which
 * people sign in to systems that Grantkeeper reads.
 */
final class OktaAppsStream extends OktaPerAppStream {
    static final StreamId ID = new StreamId("apps");

    OktaAppsStream() {
        super(StreamDefinition.listing(ID, "Apps and the API scopes granted to them")
                .withScopes(OktaScopes.APPS, OktaScopes.APP_GRANTS));
    }

    @Override
    List<AccessObservation> observe(OktaClient api, NonHumanIdentity identity, JsonNodeReader app)
            throws ConnectorException {
        List<AccessObservation> observed = new ArrayList<>(List.of(new IdentityObserved(identity)));
        OktaScopeGrants grants = new OktaScopeGrants(
                new OktaUserMapper(api.session().connection().id()));
        for (JsonNodeReader row : api.all(OktaAppMapper.subresource(OktaScopes.APP_GRANTS, "grants", app.text("id")))) {
            grants.add(row);
        }
        grants.ofApp(identity).ifPresent(grant -> observed.add(new GrantObserved(identity, grant)));
        return observed;
    }

    @Override
    List<AccessObservation> observeOther(OktaClient api, JsonNodeReader app) throws ConnectorException {
        return OktaSignInAppMapper.identity(api.session().connection().id(), app).stream()
                .<AccessObservation>map(IdentityObserved::new)
                .toList();
    }
}
