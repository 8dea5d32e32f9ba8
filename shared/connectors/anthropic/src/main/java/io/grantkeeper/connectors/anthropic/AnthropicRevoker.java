package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.Revocation;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.SingleCallRevoker;

/**
 * The revoker for Anthropic: it disables keys and archives service accounts and federation rules. Anthropic's API
 * cannot delete any of them.
 */
final class AnthropicRevoker extends SingleCallRevoker {
    @Override
    protected Revocation revocation(ProviderSession session, RevocationTarget target) throws ConnectorException {
        return AnthropicRevocationTarget.of(new AnthropicClient(session), target);
    }
}
