package io.grantkeeper.policy.decision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What a property or a member of the context may hold: JSON's values. JSON's null is an absent member. */
public sealed interface AttributeValue {
    record Text(String value) implements AttributeValue {}

    record Whole(long value) implements AttributeValue {}

    /** A number that is not a whole one, or too large for one. */
    record Fraction(BigDecimal value) implements AttributeValue {}

    record Truth(boolean value) implements AttributeValue {}

    record Many(List<AttributeValue> values) implements AttributeValue {
        public Many {
            values = List.copyOf(values);
        }
    }

    record Members(Map<String, AttributeValue> values) implements AttributeValue {
        public Members {
            values = Map.copyOf(values);
        }
    }

    static AttributeValue of(String value) {
        return new Text(value);
    }

    static AttributeValue of(long value) {
        return new Whole(value);
    }

    static AttributeValue of(boolean value) {
        return new Truth(value);
    }
}
