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

/** The revoker for OpenAI. It deletes keys and service accounts, and deactivates certificates. */
final class OpenAiRevoker implements Revoker {
    private static final String JSON = "application/json";

    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        OpenAiClient api = new OpenAiClient(session);
        return switch (OpenAiRevocationTarget.of(api, target)) {
            case OpenAiRevocationTarget.Deletion deletion ->
                new RevocationPlan.Automatic(deletion.calls(), deletion.consequences(), false);
            case OpenAiRevocationTarget.Deactivation deactivation ->
                new RevocationPlan.Automatic(deactivation.calls(), deactivation.consequences(), true);
            case OpenAiRevocationTarget.Manual byHand -> new RevocationPlan.Manual(byHand.reason(), byHand.steps());
        };
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        OpenAiClient api = new OpenAiClient(session);
        switch (OpenAiRevocationTarget.of(api, target)) {
            case OpenAiRevocationTarget.Deletion deletion -> ignoreNotFound(() -> api.delete(deletion.address()));
            case OpenAiRevocationTarget.Deactivation deactivation ->
                ignoreNotFound(
                        () -> api.change(Method.POST, deactivation.address(), new Body(JSON, deactivation.body())));
            case OpenAiRevocationTarget.Manual byHand -> throw new ConnectorException(new NotOffered(byHand.reason()));
        }
    }

    /** A call to the provider. */
    @FunctionalInterface
    private interface Call {
        void make() throws ConnectorException;
    }

    private static void ignoreNotFound(Call call) throws ConnectorException {
        try {
            call.make();
        } catch (ConnectorException e) {
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }
}
