package io.grantkeeper.authzen;

import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Who acts for whom, from the nested {@code act} claim of RFC 8693 (section 4.1): the outermost acts now, the innermost
 * was first to act for the subject. The limit of nesting bounds its length.
 */
final class ActorChain {
    private ActorChain() {}

    /** The chain that a subject carries in its properties, the first cause first; empty where it carries none. */
    static List<String> of(Party subject) {
        Deque<String> chain = new ArrayDeque<>();
        AttributeValue act = subject.properties().get("act");
        while (act instanceof AttributeValue.Members(Map<String, AttributeValue> claims)) {
            if (claims.get("sub") instanceof AttributeValue.Text(String actor)) {
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
