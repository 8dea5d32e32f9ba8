package io.grantkeeper.policy.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request for a decision: may this subject perform this action on this resource, now and in this context?
 *
 * @param action the action's name, for example {@code send}; the name of the tool if a gateway asks about a tool call
 * @param actionProperties properties of the action, for example the tool's arguments or their digest
 * @param actors the actor chain (RFC 8693), starting with the subject; empty if the caller stated none
 * @param at the time of the request, against which time-based conditions are evaluated
 */
public record AccessRequest(
        AuthZenEntity subject,
        String action,
        Map<String, AttributeValue> actionProperties,
        AuthZenEntity resource,
        Map<String, AttributeValue> context,
        List<String> actors,
        Instant at) {
    public AccessRequest {
        actionProperties = Map.copyOf(actionProperties);
        context = Map.copyOf(context);
        actors = List.copyOf(actors);
    }

    public static AccessRequest of(AuthZenEntity subject, String action, AuthZenEntity resource, Instant at) {
        return new AccessRequest(subject, action, Map.of(), resource, Map.of(), List.of(), at);
    }
}
