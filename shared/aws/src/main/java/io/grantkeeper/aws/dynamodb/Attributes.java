package io.grantkeeper.aws.dynamodb;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table's attributes, and how our values are written into them. */
final class Attributes {
    static final String PK = "pk";
    static final String SK = "sk";
    static final String TYPE = "type";
    static final String BODY = "body";
    static final String HASH = "hash";
    static final String OBSERVED_AT = "observedAt";
    static final String FIRST_SEEN = "firstSeen";
    static final String REMOVED_AT = "removedAt";
    static final String BASELINE = "baseline";
    /** What the write goes back to: the correlation id of logs. Nothing is decided by it. */
    static final String CAUSE = "cause";

    static final String VERSION = "version";
    /** Epoch seconds after which DynamoDB may delete the item; nothing relies on it. */
    static final String TTL = "ttl";

    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue flag(boolean value) {
        return AttributeValue.fromBool(value);
    }

    /** Seconds since 1970 with nanoseconds as the fraction: exact, and DynamoDB compares it as a number. */
    static AttributeValue instant(Instant value) {
        return AttributeValue.fromN(BigDecimal.valueOf(value.getEpochSecond())
                .add(BigDecimal.valueOf(value.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString());
    }

    static Instant instant(AttributeValue value) {
        BigDecimal seconds = new BigDecimal(value.n());
        BigDecimal whole = seconds.setScale(0, java.math.RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(9).longValueExact());
    }

    /** A text that sorts as the instant does, from 1970 on. */
    static String sortable(Instant value) {
        return String.format(Locale.ROOT, "%012d%09d", value.getEpochSecond(), value.getNano());
    }

    /** @throws CorruptItemException naming the attribute and the item's key */
    static AttributeValue required(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new CorruptItemException(item, "has no attribute '%s'".formatted(name));
        }
        return value;
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return required(item, name).s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(required(item, name).n());
    }

    static Optional<Instant> instant(Map<String, AttributeValue> item, String name) {
        return optional(item, name).map(Attributes::instant);
    }

    static Optional<String> optionalText(Map<String, AttributeValue> item, String name) {
        return optional(item, name).map(AttributeValue::s);
    }

    static Optional<AttributeValue> optional(Map<String, AttributeValue> item, String name) {
        @Nullable AttributeValue value = item.get(name);
        return Optional.ofNullable(value);
    }
}
