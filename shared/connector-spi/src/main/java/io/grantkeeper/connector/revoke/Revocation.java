package io.grantkeeper.connector.revoke;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.NotFoundTolerantCall;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderRequest;
import java.util.List;

/** How to revoke a target: with one call to the provider, or manually by a person. */
public sealed interface Revocation {
    /**
     * A revocation by one call.
     *
     * @param description the call in readable form: method, path and body
     * @param request an idempotent request
     * @param consequences what stops working and what does not, one sentence each
     * @param reversible whether an administrator alone can undo the revocation
     */
    record ApiCall(String description, ProviderRequest request, List<String> consequences, boolean reversible)
            implements Revocation {
        public ApiCall {
            consequences = List.copyOf(consequences);
        }

        @Override
        public RevocationPlan plan() {
            return new RevocationPlan.Automatic(List.of(description), consequences, reversible);
        }

        @Override
        public void execute(ProviderSession session) throws ConnectorException {
            NotFoundTolerantCall.remove(() -> session.http().send(request));
        }
    }

    /**
     * A revocation that no API call can perform.
     *
     * @param steps what a person does instead, one step each
     */
    record Manual(String reason, List<String> steps) implements Revocation {
        public Manual {
            steps = List.copyOf(steps);
        }

        @Override
        public RevocationPlan plan() {
            return new RevocationPlan.Manual(reason, steps);
        }

        @Override
        public void execute(ProviderSession session) throws ConnectorException {
            throw ConnectorException.notOffered(reason);
        }
    }

    RevocationPlan plan();

    /**
     * Makes the call. An object that no longer exists counts as revoked.
     *
     * @throws ConnectorException if the access was not revoked; {@code NotOffered} if a person must do it
     */
    void execute(ProviderSession session) throws ConnectorException;
}
