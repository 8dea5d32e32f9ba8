package io.grantkeeper.authzen;

import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Reads the actor chain from the nested {@code act} claim (RFC 8693, section 4.1): the outermost actor acts now, and
 * the innermost was the first to act for the subject. The nesting limit of the request body also limits the length of
 * the chain.
 */
final class ActorChain {
    private ActorChain() {}

    /** Returns the actor chain in a subject's properties or, if there is none, the chain in the caller's token. */
    static List<String> of(AuthZenEntity subject, AuthZenCaller caller) {
        List<String> chain = of(subject);
        return chain.isEmpty() ? caller.actors() : chain;
    }

    /** Returns the chain in a subject's properties, starting with the subject; empty if there is none. */
    static List<String> of(AuthZenEntity subject) {
        Deque<String> chain = new ArrayDeque<>();
        AttributeValue act = subject.properties().get("act");
        while (act instanceof AttributeValue.ObjectValue(Map<String, AttributeValue> claims)) {
            if (claims.get("sub") instanceof AttributeValue.TextValue(String actor)) {
                chain.addFirst(actor);
            }
            act = claims.get("act");
        }
        if (!chain.isEmpty()) {
            chain.addFirst(subject.id());
        }
        return List.copyOf(chain);
    }
}
