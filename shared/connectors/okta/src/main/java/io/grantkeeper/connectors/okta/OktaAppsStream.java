package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The stream of apps and the scopes of Okta's API that administrators granted to them. */
final class OktaAppsStream extends OktaListingStream {
    static final StreamId ID = new StreamId("apps");

    /** The number of apps per page. It is small, because each app costs one more call (Okta allows 200). */
    static final int PAGE_SIZE = 20;

    OktaAppsStream() {
        super(ID, "Apps and the API scopes granted to them", Set.of(OktaScopes.APPS, OktaScopes.APP_GRANTS));
    }

    @Override
    OktaClient.Call listing(Partition partition) {
        return OktaAppMapper.listing(PAGE_SIZE);
    }

    @Override
    List<? extends Observation> observe(OktaClient api, Partition partition, JsonNodeReader app)
            throws ConnectorException {
        if (!OktaAppMapper.usesOAuth(app)) {
            return List.of();
        }
        NonHumanIdentity identity =
                OktaAppMapper.identity(api.session().connection().id(), app);
        List<Observation> observed = new ArrayList<>(List.of(new IdentityObserved(identity)));
        OktaScopeGrants grants = new OktaScopeGrants(
                new OktaUserMapper(api.session().connection().id()));
        for (JsonNodeReader row : api.all(OktaAppMapper.subresource(OktaScopes.APP_GRANTS, "grants", app.text("id")))) {
            grants.add(row);
        }
        grants.ofApp(identity).ifPresent(grant -> observed.add(new GrantObserved(identity, grant)));
        return observed;
    }
}
