package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.Revocation;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.SingleCallRevoker;

/** The revoker for OpenAI. It deletes keys and service accounts, and deactivates certificates. */
final class OpenAiRevoker extends SingleCallRevoker {
    @Override
    protected Revocation revocation(ProviderSession session, RevocationTarget target) throws ConnectorException {
        return OpenAiRevocationTarget.of(new OpenAiClient(session), target);
    }
}
