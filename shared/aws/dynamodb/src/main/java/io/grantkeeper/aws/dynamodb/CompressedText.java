package io.grantkeeper.aws.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Text that is written often but rarely read. It is compressed (zlib) unless it is short, because each kilobyte of an
 * item costs a write unit.
 */
final class CompressedText {
    /** The minimum size, in bytes, of text that is compressed. Compressing shorter text would save little. */
    private static final int WORTH_PACKING = 256;

    private CompressedText() {}

    static AttributeValue of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < WORTH_PACKING) {
            return TableAttributes.text(text);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(packed)) {
            deflated.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("an in-memory write failed", e);
        }
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(packed.toByteArray()));
    }

    /** Reads the text, whether it is compressed or not. */
    static String read(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.b() == null) {
            return TableAttributes.text(item, name);
        }
        try (InflaterInputStream inflated =
                new InflaterInputStream(new ByteArrayInputStream(value.b().asByteArrayUnsafe()))) {
            return new String(inflated.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CorruptItemException(item, "contains no packed text in '%s'".formatted(name), e);
        }
    }
}
