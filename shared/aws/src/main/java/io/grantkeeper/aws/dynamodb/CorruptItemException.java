package io.grantkeeper.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item in the table is not one that this code wrote; its key is named, its content is not. */
public final class CorruptItemException extends RuntimeException {
    CorruptItemException(Map<String, AttributeValue> item, String what) {
        super("the item %s / %s %s".formatted(key(item, Attributes.PK), key(item, Attributes.SK), what));
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
