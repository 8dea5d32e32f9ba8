package io.grantkeeper.policy.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * May this subject do this to that, here and now?
 *
 * @param action its name, for example {@code send}; a tool's name where a gateway asks for a tool call
 * @param actionProperties for example the tool's arguments, or the digest of them
 * @param actors who acts for whom (RFC 8693), the first cause first; the subject is the last. Empty where the caller named
 *     no chain
 * @param at the instant that conditions on time are judged at
 */
public record AccessRequest(
        Party subject,
        String action,
        Map<String, AttributeValue> actionProperties,
        Party resource,
        Map<String, AttributeValue> context,
        List<String> actors,
        Instant at) {
    public AccessRequest {
        actionProperties = Map.copyOf(actionProperties);
        context = Map.copyOf(context);
        actors = List.copyOf(actors);
    }

    public static AccessRequest of(Party subject, String action, Party resource, Instant at) {
        return new AccessRequest(subject, action, Map.of(), resource, Map.of(), List.of(), at);
    }
}
