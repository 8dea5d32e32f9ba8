package io.grantkeeper.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Thrown when an item in the table is not in a format that Grantkeeper writes. The message names the item's key, but
 * not its content.
 */
public final class CorruptItemException extends RuntimeException {
    CorruptItemException(Map<String, AttributeValue> item, String what) {
        super("the item %s / %s %s".formatted(key(item, TableAttributes.PK), key(item, TableAttributes.SK), what));
    }

    CorruptItemException(Map<String, AttributeValue> item, String what, Throwable cause) {
        this(item, what);
        initCause(cause);
    }

    private static String key(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "(no %s)".formatted(name) : value.s();
    }
}
