package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;

/** Switches keys off, archives service accounts and federation rules. Anthropic deletes none of them by API. */
final class AnthropicRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        AnthropicApi api = new AnthropicApi(session);
        return switch (Removal.of(api, target)) {
            case Removal.Call call -> new RevocationPlan.Possible(call.calls(), call.consequences(), call.reversible());
            case Removal.ByHand byHand -> new RevocationPlan.ByHand(byHand.reason(), byHand.steps());
        };
    }

    /** Setting a status that stands already, and archiving what is archived, come to the same. */
    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        AnthropicApi api = new AnthropicApi(session);
        switch (Removal.of(api, target)) {
            case Removal.Call call -> make(api, call);
            case Removal.ByHand byHand -> throw new ConnectorException(new NotOffered(byHand.reason()));
        }
    }

    private static void make(AnthropicApi api, Removal.Call call) throws ConnectorException {
        try {
            api.post(call.address(), call.body());
        } catch (ConnectorException e) {
            // Gone already is what was wanted.
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }
}
