package io.grantkeeper.functions.decide;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import java.util.Set;

/**
 * The identity that acts. If an agent acts on behalf of a person, the actor is the agent: the outermost actor of the
 * subject's chain (RFC 8693) or the {@code context.agent} of the MCP binding. Otherwise, the actor is the subject.
 *
 * @param type the actor's type, as the request names it
 */
record RequestActor(String type, String name) {
    private static final Set<String> PEOPLE = Set.of("user", "person", "human");

    static RequestActor of(AccessRequest request) {
        if (request.subject().properties().containsKey("act")
                && !request.actors().isEmpty()) {
            return new RequestActor("agent", request.actors().getLast());
        }
        if (request.context().get("agent") instanceof AttributeValue.TextValue(String agent)) {
            return new RequestActor("agent", agent);
        }
        return new RequestActor(request.subject().type(), request.subject().id());
    }

    /** Returns whether the actor is a person: the request names no agent, and its subject is a person. */
    boolean isPerson() {
        return PEOPLE.contains(type);
    }
}
