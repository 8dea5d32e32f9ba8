package io.grantkeeper.policy.decision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The value of a property or context member, as in JSON. A JSON null is treated as a missing member. */
public sealed interface AttributeValue {
    record TextValue(String value) implements AttributeValue {}

    record IntegerValue(long value) implements AttributeValue {}

    /** A number that is not an integer or is too large for a {@code long}. */
    record DecimalValue(BigDecimal value) implements AttributeValue {}

    record BooleanValue(boolean value) implements AttributeValue {}

    record ListValue(List<AttributeValue> values) implements AttributeValue {
        public ListValue {
            values = List.copyOf(values);
        }
    }

    record ObjectValue(Map<String, AttributeValue> values) implements AttributeValue {
        public ObjectValue {
            values = Map.copyOf(values);
        }
    }

    static AttributeValue of(String value) {
        return new TextValue(value);
    }

    static AttributeValue of(long value) {
        return new IntegerValue(value);
    }

    static AttributeValue of(boolean value) {
        return new BooleanValue(value);
    }
}
