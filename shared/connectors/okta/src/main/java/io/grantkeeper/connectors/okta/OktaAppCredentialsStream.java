package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.StreamId;
import java.util.ArrayList;
import java.util.List;

/** The stream of apps' secrets and public keys, with the age of each. */
final class OktaAppCredentialsStream extends OktaPerAppStream {
    static final StreamId ID = new StreamId("app-credentials");

    OktaAppCredentialsStream() {
        super(StreamDefinition.listing(ID, "App secrets and keys").withScopes(OktaScopes.APPS));
    }

    @Override
    List<AccessObservation> observe(OktaClient api, NonHumanIdentity identity, JsonNodeReader app)
            throws ConnectorException {
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader secret :
                api.all(OktaAppMapper.subresource(OktaScopes.APPS, "credentials/secrets", app.text("id")))) {
            observed.add(new CredentialObserved(identity, OktaClientCredentialMapper.secret(secret)));
        }
        for (JsonNodeReader key :
                api.all(OktaAppMapper.subresource(OktaScopes.APPS, "credentials/jwks", app.text("id")))) {
            if (OktaClientCredentialMapper.canSign(key)) {
                observed.add(new CredentialObserved(identity, OktaClientCredentialMapper.key(key)));
            }
        }
        return observed;
    }
}
