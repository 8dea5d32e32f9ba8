package io.grantkeeper.policy.decision;

import java.util.Map;

/**
 * A subject or a resource as defined by AuthZEN.
 *
 * @param type the type, for example {@code agent}, {@code user} or {@code mail}
 * @param id the ID, unique within the type; for an identity in the inventory, its ID in text form or one of its aliases
 * @param properties what the caller claims; if the inventory has data for a property, the decision point uses that data
 *     instead
 */
public record AuthZenEntity(String type, String id, Map<String, AttributeValue> properties) {
    public AuthZenEntity {
        properties = Map.copyOf(properties);
    }

    public static AuthZenEntity of(String type, String id) {
        return new AuthZenEntity(type, id, Map.of());
    }
}
