package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;

/** Deletes keys and service accounts, deactivates certificates. */
final class OpenAiRevoker implements Revoker {
    private static final String JSON = "application/json";

    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        OpenAiApi api = new OpenAiApi(session);
        return switch (Removal.of(api, target)) {
            case Removal.Deletion deletion ->
                new RevocationPlan.Possible(deletion.calls(), deletion.consequences(), false);
            case Removal.Deactivation deactivation ->
                new RevocationPlan.Possible(deactivation.calls(), deactivation.consequences(), true);
            case Removal.ByHand byHand -> new RevocationPlan.ByHand(byHand.reason(), byHand.steps());
        };
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        OpenAiApi api = new OpenAiApi(session);
        switch (Removal.of(api, target)) {
            case Removal.Deletion deletion -> goneIsDone(() -> api.delete(deletion.address()));
            case Removal.Deactivation deactivation ->
                goneIsDone(() -> api.change(Method.POST, deactivation.address(), new Body(JSON, deactivation.body())));
            case Removal.ByHand byHand -> throw new ConnectorException(new NotOffered(byHand.reason()));
        }
    }

    /** A call to the provider. */
    @FunctionalInterface
    private interface Call {
        void make() throws ConnectorException;
    }

    private static void goneIsDone(Call call) throws ConnectorException {
        try {
            call.make();
        } catch (ConnectorException e) {
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }
}
