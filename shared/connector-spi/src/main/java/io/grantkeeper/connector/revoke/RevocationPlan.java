package io.grantkeeper.connector.revoke;

import java.util.List;

/** A preview of what a revocation would do. */
public sealed interface RevocationPlan {
    /**
     * The access can be revoked through the API.
     *
     * @param calls the calls that would be made, as people read them: "DELETE /repos/acme/app/keys/7"
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
     * The provider has no API call for the revocation, so a person must do it.
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
