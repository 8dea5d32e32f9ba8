package io.grantkeeper.policy.decision;

import java.util.Map;

/**
 * A subject or a resource, as AuthZEN has them.
 *
 * @param type for example {@code agent}, {@code user}, {@code mail}
 * @param id within its type; for an identity of the inventory its id's text form, or one of its aliases
 * @param properties as the caller states them: claims, not facts; what our inventory knows is laid over them by whoever
 *     decides
 */
public record Party(String type, String id, Map<String, AttributeValue> properties) {
    public Party {
        properties = Map.copyOf(properties);
    }

    public static Party of(String type, String id) {
        return new Party(type, id, Map.of());
    }
}
