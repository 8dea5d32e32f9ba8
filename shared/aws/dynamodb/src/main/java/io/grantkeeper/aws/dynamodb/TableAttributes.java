package io.grantkeeper.aws.dynamodb;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table's attributes, and the conversion of their values to and from Java types. */
final class TableAttributes {
    static final String PK = "pk";
    static final String SK = "sk";
    static final String TYPE = "type";
    static final String BODY = "body";
    static final String HASH = "hash";
    static final String OBSERVED_AT = "observedAt";
    static final String FIRST_SEEN = "firstSeen";
    static final String REMOVED_AT = "removedAt";
    static final String BASELINE = "baseline";
    /**
     * Present, with the value true, if a listing has contained the identity itself rather than only a grant or
     * credential that refers to it.
     */
    static final String LISTED = "listed";
    /** The stream that the row was read from; missing if unknown. */
    static final String STREAM = "stream";
    /** The cause of the write, as a correlation ID that logs also contain. It never affects a decision. */
    static final String CAUSE = "cause";

    static final String VERSION = "version";
    /** The epoch second after which DynamoDB may delete the item. Nothing relies on the deletion. */
    static final String TTL = "ttl";

    private TableAttributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue flag(boolean value) {
        return AttributeValue.fromBool(value);
    }

    /** Returns seconds since 1970 with nanoseconds as the fraction: exact, and comparable as a number in DynamoDB. */
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

    /** Returns a string that sorts in the same order as the instant, for instants since 1970. */
    static String sortable(Instant value) {
        return String.format(Locale.ROOT, "%012d%09d", value.getEpochSecond(), value.getNano());
    }

    /**
     * Returns the value of an attribute.
     *
     * @throws CorruptItemException if the item does not have the attribute; the message names the attribute and the
     *     item's key
     */
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
        return optional(item, name).map(TableAttributes::instant);
    }

    static Optional<String> optionalText(Map<String, AttributeValue> item, String name) {
        return optional(item, name).map(AttributeValue::s);
    }

    static Optional<AttributeValue> optional(Map<String, AttributeValue> item, String name) {
        @Nullable AttributeValue value = item.get(name);
        return Optional.ofNullable(value);
    }
}
