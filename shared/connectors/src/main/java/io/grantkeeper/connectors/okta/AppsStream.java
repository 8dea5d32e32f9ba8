package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Apps, and the scopes of Okta's API that administrators granted them. */
final class AppsStream extends Listing {
    static final StreamId ID = new StreamId("apps");

    /** Each app costs a call more, so pages are small (Okta allows 200). */
    static final int PAGE_SIZE = 20;

    AppsStream() {
        super(ID, "Apps and the API scopes granted to them", Set.of(OktaScopes.APPS, OktaScopes.APP_GRANTS));
    }

    @Override
    OktaApi.Call listing(Partition partition) {
        return Apps.listing(PAGE_SIZE);
    }

    @Override
    List<? extends Observation> observe(OktaApi api, Partition partition, JsonBody app) throws ConnectorException {
        if (!Apps.speaksOAuth(app)) {
            return List.of();
        }
        NonHumanIdentity identity = Apps.identity(api.session().connection().id(), app);
        List<Observation> observed = new ArrayList<>(List.of(new IdentityObserved(identity)));
        ScopeGrants grants =
                new ScopeGrants(new People(api.session().connection().id()));
        for (JsonBody row : api.all(Apps.below(OktaScopes.APP_GRANTS, "grants", app.text("id")))) {
            grants.add(row);
        }
        grants.ofApp(identity).ifPresent(grant -> observed.add(new GrantObserved(identity, grant)));
        return observed;
    }
}
