package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Secrets and public keys of apps, with their age. */
final class AppCredentialsStream extends Listing {
    static final StreamId ID = new StreamId("app-credentials");

    AppCredentialsStream() {
        super(ID, "Secrets and keys of apps", Set.of(OktaScopes.APPS));
    }

    @Override
    OktaApi.Call listing(Partition partition) {
        return Apps.listing(AppsStream.PAGE_SIZE);
    }

    @Override
    List<? extends Observation> observe(OktaApi api, Partition partition, JsonBody app) throws ConnectorException {
        if (!Apps.speaksOAuth(app)) {
            return List.of();
        }
        NonHumanIdentity holder = Apps.identity(api.session().connection().id(), app);
        List<Observation> observed = new ArrayList<>();
        for (JsonBody secret : api.all(Apps.below(OktaScopes.APPS, "credentials/secrets", app.text("id")))) {
            observed.add(new CredentialObserved(holder, ClientCredentials.secret(secret)));
        }
        for (JsonBody key : api.all(Apps.below(OktaScopes.APPS, "credentials/jwks", app.text("id")))) {
            if (ClientCredentials.signs(key)) {
                observed.add(new CredentialObserved(holder, ClientCredentials.key(key)));
            }
        }
        return observed;
    }
}
