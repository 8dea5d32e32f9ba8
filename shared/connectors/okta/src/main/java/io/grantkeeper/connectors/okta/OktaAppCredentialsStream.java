package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The stream of the secrets and public keys of apps, with their age. */
final class OktaAppCredentialsStream extends OktaListingStream {
    static final StreamId ID = new StreamId("app-credentials");

    OktaAppCredentialsStream() {
        super(ID, "App secrets and keys", Set.of(OktaScopes.APPS));
    }

    @Override
    OktaClient.Call listing(Partition partition) {
        return OktaAppMapper.listing(OktaAppsStream.PAGE_SIZE);
    }

    @Override
    List<? extends Observation> observe(OktaClient api, Partition partition, JsonNodeReader app)
            throws ConnectorException {
        if (!OktaAppMapper.usesOAuth(app)) {
            return List.of();
        }
        NonHumanIdentity holder =
                OktaAppMapper.identity(api.session().connection().id(), app);
        List<Observation> observed = new ArrayList<>();
        for (JsonNodeReader secret :
                api.all(OktaAppMapper.subresource(OktaScopes.APPS, "credentials/secrets", app.text("id")))) {
            observed.add(new CredentialObserved(holder, OktaClientCredentialMapper.secret(secret)));
        }
        for (JsonNodeReader key :
                api.all(OktaAppMapper.subresource(OktaScopes.APPS, "credentials/jwks", app.text("id")))) {
            if (OktaClientCredentialMapper.canSign(key)) {
                observed.add(new CredentialObserved(holder, OktaClientCredentialMapper.key(key)));
            }
        }
        return observed;
    }
}
