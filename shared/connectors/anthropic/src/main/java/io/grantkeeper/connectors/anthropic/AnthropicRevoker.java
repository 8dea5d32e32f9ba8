package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;

/**
 * The revoker for Anthropic: it disables keys and archives service accounts and federation rules. Anthropic's API
 * cannot delete any of them.
 */
final class AnthropicRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        AnthropicClient api = new AnthropicClient(session);
        return switch (AnthropicRevocationTarget.of(api, target)) {
            case AnthropicRevocationTarget.ApiCall call ->
                new RevocationPlan.Automatic(call.calls(), call.consequences(), call.reversible());
            case AnthropicRevocationTarget.Manual byHand -> new RevocationPlan.Manual(byHand.reason(), byHand.steps());
        };
    }

    /** Revokes the target. Setting a status again, or archiving an object again, has no further effect. */
    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        AnthropicClient api = new AnthropicClient(session);
        switch (AnthropicRevocationTarget.of(api, target)) {
            case AnthropicRevocationTarget.ApiCall call -> execute(api, call);
            case AnthropicRevocationTarget.Manual byHand ->
                throw new ConnectorException(new NotOffered(byHand.reason()));
        }
    }

    private static void execute(AnthropicClient api, AnthropicRevocationTarget.ApiCall call) throws ConnectorException {
        try {
            api.post(call.address(), call.body());
        } catch (ConnectorException e) {
            // Already deleted: the desired result.
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }
}
