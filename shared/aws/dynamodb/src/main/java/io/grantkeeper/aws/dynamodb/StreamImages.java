package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Decodes the item images in records of the DynamoDB stream into typed rows. Supports the types of Lambda events and
 * those of the AWS SDK.
 */
public final class StreamImages {
    private StreamImages() {}

    /**
     * Decodes an image from a Lambda event. The result is empty if the image is null, that is, missing from the record.
     *
     * @throws CorruptItemException if the item is not in a format that Grantkeeper writes
     */
    public static Optional<StoredRow> ofLambda(
            @Nullable Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> image) {
        return image == null || image.isEmpty() ? Optional.empty() : of(attributes(image));
    }

    /**
     * Decodes an image from the SDK's streams client or an item from a table read. The result is empty if the image is
     * null or empty.
     *
     * @throws CorruptItemException if the item is not in a format that Grantkeeper writes
     */
    public static Optional<StoredRow> of(@Nullable Map<String, AttributeValue> image) {
        return image == null || image.isEmpty() ? Optional.empty() : Optional.of(ItemCodec.row(image));
    }

    /** Returns the cause of a write, as stored in its image; empty if there is none. */
    public static Optional<String> cause(
            @Nullable Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> image) {
        return Optional.ofNullable(image)
                .map(all -> all.get(TableAttributes.CAUSE))
                .map(cause -> cause.getS());
    }

    /**
     * Encodes a row as the image that a Lambda event contains after the row was written: the inverse of {@link
     * #ofLambda}. Only tests need it, to deliver the writes of a store that has no DynamoDB stream.
     */
    public static Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> toLambda(
            TenantId tenant, RowKey key, StoredRecord<?> row) {
        EncodedRow encoded = EncodedRow.of(tenant, key, row.content());
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(TableAttributes.PK, TableAttributes.text(encoded.key().pk()));
        item.put(TableAttributes.SK, TableAttributes.text(encoded.key().sk()));
        item.put(TableAttributes.TYPE, ItemType.of(key.type()).value());
        item.put(TableAttributes.BODY, TableAttributes.text(encoded.body()));
        item.put(TableAttributes.FIRST_SEEN, TableAttributes.instant(row.firstSeen()));
        item.put(TableAttributes.OBSERVED_AT, TableAttributes.instant(row.observedAt()));
        item.put(TableAttributes.BASELINE, TableAttributes.flag(row.baseline()));
        row.removedAt().ifPresent(at -> item.put(TableAttributes.REMOVED_AT, TableAttributes.instant(at)));
        if (row.listed()) {
            item.put(TableAttributes.LISTED, TableAttributes.flag(true));
        }
        encoded.owner().ifPresent(id -> item.put(ItemCodec.OWNER, TableAttributes.text(id)));
        Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> image =
                HashMap.newHashMap(item.size());
        item.forEach((name, value) -> image.put(name, scalar(value)));
        return image;
    }

    private static com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue scalar(
            AttributeValue value) {
        var scalar = new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue();
        scalar.setS(value.s());
        scalar.setN(value.n());
        scalar.setBOOL(value.bool());
        return scalar;
    }

    private static Map<String, AttributeValue> attributes(
            Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> image) {
        Map<String, AttributeValue> attributes = HashMap.newHashMap(image.size());
        image.forEach((name, value) -> attributes.put(name, attribute(value)));
        return attributes;
    }

    private static AttributeValue attribute(
            com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue value) {
        AttributeValue.Builder builder = AttributeValue.builder();
        if (value.getL() != null) {
            List<AttributeValue> elements =
                    value.getL().stream().map(StreamImages::attribute).toList();
            return builder.l(elements).build();
        }
        if (value.getM() != null) {
            return builder.m(attributes(value.getM())).build();
        }
        if (value.getB() != null) {
            return builder.b(SdkBytes.fromByteBuffer(value.getB())).build();
        }
        if (value.getSS() != null) {
            return builder.ss(value.getSS()).build();
        }
        return builder.s(value.getS())
                .n(value.getN())
                .bool(value.getBOOL())
                .nul(value.getNULL())
                .build();
    }
}
