package io.grantkeeper.connector.revoke;

import java.util.List;

/** A preview of the effect of a revocation. */
public sealed interface RevocationPlan {
    /**
     * A plan for access that can be revoked through the API.
     *
     * @param calls the calls that would be made, in readable form: "DELETE /repos/acme/app/keys/7"
     * @param consequences what stops working and what does not, one sentence each
     * @param reversible whether an administrator alone can undo the revocation
     */
    record Automatic(List<String> calls, List<String> consequences, boolean reversible) implements RevocationPlan {
        public Automatic {
            calls = List.copyOf(calls);
            consequences = List.copyOf(consequences);
        }
    }

    /**
     * A plan for a revocation that the provider's API does not offer, so that a person must do it.
     *
     * @param reason why the API cannot be used
     * @param steps the steps that the person takes, in order
     */
    record Manual(String reason, List<String> steps) implements RevocationPlan {
        public Manual {
            steps = List.copyOf(steps);
        }
    }
}
