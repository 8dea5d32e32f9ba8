package io.grantkeeper.connector.revoke;

import java.util.List;

/** What revoking would do. */
public sealed interface RevocationPlan {
    /**
     * It can be done by API.
     *
     * @param calls the calls that would be made, for people: "DELETE /repos/acme/app/keys/7"
     * @param consequences what stops working, and what does not, one sentence each
     * @param reversible whether it can be undone without the other side
     */
    record Possible(List<String> calls, List<String> consequences, boolean reversible) implements RevocationPlan {
        public Possible {
            calls = List.copyOf(calls);
            consequences = List.copyOf(consequences);
        }
    }

    /**
     * The provider has no call for it: a person has to do it.
     *
     * @param steps what the person does, one step each
     */
    record ByHand(String reason, List<String> steps) implements RevocationPlan {
        public ByHand {
            steps = List.copyOf(steps);
        }
    }
}
