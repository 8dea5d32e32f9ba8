package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("A packed text")
class CompressedTextTest {
    private static Map<String, AttributeValue> item(AttributeValue body) {
        Map<String, AttributeValue> item = new HashMap<>(new PrimaryKey("T#acme#DEC#1", "DECISION").attributes());
        item.put(TableAttributes.BODY, body);
        return item;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 5_000, 300_000})
    void readsCompressedTextUnchanged(int length) {
        String text = "日本 \"x\" ".repeat(length).substring(0, length);
        assertThat(CompressedText.read(item(CompressedText.of(text)), TableAttributes.BODY))
                .isEqualTo(text);
    }

    @Test
    void doesNotCompressShortText() {
        assertThat(CompressedText.of("{\"a\":1}")).isEqualTo(TableAttributes.text("{\"a\":1}"));
    }

    @Test
    void compressesLongText() {
        String text = "{\"stage\":\"enforcement\"}".repeat(60);
        assertThat(CompressedText.of(text).b().asByteArray().length)
                .isLessThan(text.getBytes(StandardCharsets.UTF_8).length / 3);
    }

    @Test
    void readsUncompressedText() {
        String text = "{\"stage\":\"enforcement\"}".repeat(60);
        assertThat(CompressedText.read(item(TableAttributes.text(text)), TableAttributes.BODY))
                .isEqualTo(text);
    }

    @Test
    void namesCorruptItem() {
        assertThatThrownBy(() -> CompressedText.read(
                        item(AttributeValue.fromB(SdkBytes.fromUtf8String("no zlib"))), TableAttributes.BODY))
                .isInstanceOf(CorruptItemException.class)
                .hasMessage("the item T#acme#DEC#1 / DECISION contains no packed text in 'body'");
    }
}
