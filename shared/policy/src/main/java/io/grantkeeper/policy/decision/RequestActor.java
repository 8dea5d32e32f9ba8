package io.grantkeeper.policy.decision;

import java.util.Optional;
import java.util.Set;

/**
 * The actor of a request. If an agent acts on behalf of a person, the actor is the agent: the outermost actor of the
 * subject's chain (RFC 8693) or the {@code context.agent} of the MCP binding. Otherwise, the actor is the subject.
 *
 * @param type the actor's type, as the request names it
 * @param onBehalfOf the subject on whose behalf the actor acts; empty if it acts for itself
 */
public record RequestActor(String type, String name, Optional<AuthZenEntity> onBehalfOf) {
    private static final Set<String> PEOPLE = Set.of("user", "person", "human");

    public static RequestActor of(AccessRequest request) {
        if (request.subject().properties().containsKey("act")
                && !request.actors().isEmpty()) {
            return agent(request.actors().getLast(), request);
        }
        if (request.context().get("agent") instanceof AttributeValue.TextValue(String agent)) {
            return agent(agent, request);
        }
        return new RequestActor(request.subject().type(), request.subject().id(), Optional.empty());
    }

    private static RequestActor agent(String name, AccessRequest request) {
        return new RequestActor(
                "agent",
                name,
                Optional.of(request.subject()).filter(subject -> !subject.id().equals(name)));
    }

    /** Returns whether the actor is a person: the request names no agent, and its subject is a person. */
    public boolean isPerson() {
        return PEOPLE.contains(type);
    }

    /** Returns who acts, and for whom: {@code notes} or {@code notes (on behalf of alice)}. */
    public String description() {
        return onBehalfOf
                .map(subject -> "%s (on behalf of %s)".formatted(name, subject.id()))
                .orElse(name);
    }
}
