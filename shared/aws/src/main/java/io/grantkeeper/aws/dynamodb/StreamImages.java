package io.grantkeeper.aws.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns the images in the table's stream into typed rows, from Lambda's events and from the SDK alike. */
public final class StreamImages {
    private StreamImages() {}

    /**
     * An image as Lambda hands it over; null, as in a record without that image, is none.
     *
     * @throws CorruptItemException where the item is not one that this code wrote
     */
    public static Optional<StoredRow> ofLambda(
            @Nullable Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> image) {
        return image == null || image.isEmpty() ? Optional.empty() : of(attributes(image));
    }

    /**
     * An image as the SDK's streams client or a table read hands it over; null or empty is none.
     *
     * @throws CorruptItemException where the item is not one that this code wrote
     */
    public static Optional<StoredRow> of(@Nullable Map<String, AttributeValue> image) {
        return image == null || image.isEmpty() ? Optional.empty() : Optional.of(ItemCodec.row(image));
    }

    /** What a write goes back to, as its image says it; empty where it says nothing. */
    public static Optional<String> cause(
            @Nullable Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> image) {
        return Optional.ofNullable(image).map(all -> all.get(Attributes.CAUSE)).map(cause -> cause.getS());
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
