package io.grantkeeper.functions.decide;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import java.util.Set;

/**
 * Who it is that acts. Where the subject is a person on whose behalf an agent acts, it is the agent: the outermost actor of
 * the subject's chain (RFC 8693), or {@code context.agent} as the MCP binding has it; else the subject itself.
 *
 * @param type what the request calls it
 */
record Actor(String type, String name) {
    private static final Set<String> PEOPLE = Set.of("user", "person", "human");

    static Actor of(AccessRequest request) {
        if (request.subject().properties().containsKey("act")
                && !request.actors().isEmpty()) {
            return new Actor("agent", request.actors().getLast());
        }
        if (request.context().get("agent") instanceof AttributeValue.Text(String agent)) {
            return new Actor("agent", agent);
        }
        return new Actor(request.subject().type(), request.subject().id());
    }

    /** Whether a person acts, with no agent in between that the caller knows of. */
    boolean isPerson() {
        return PEOPLE.contains(type);
    }
}
