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
class PackedTextTest {
    private static Map<String, AttributeValue> item(AttributeValue body) {
        Map<String, AttributeValue> item = new HashMap<>(new Key("T#acme#DEC#1", "DECISION").attributes());
        item.put(Attributes.BODY, body);
        return item;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 5_000, 300_000})
    void isReadBackAsItWas(int length) {
        String text = "日本 \"x\" ".repeat(length).substring(0, length);
        assertThat(PackedText.read(item(PackedText.of(text)), Attributes.BODY)).isEqualTo(text);
    }

    @Test
    void isLeftAsItIsWhereItIsShort() {
        assertThat(PackedText.of("{\"a\":1}")).isEqualTo(Attributes.text("{\"a\":1}"));
    }

    @Test
    void isShorterThanWhatItSays() {
        String text = "{\"stage\":\"enforcement\"}".repeat(60);
        assertThat(PackedText.of(text).b().asByteArray().length)
                .isLessThan(text.getBytes(StandardCharsets.UTF_8).length / 3);
    }

    @Test
    void isReadThoughItWasNeverPacked() {
        String text = "{\"stage\":\"enforcement\"}".repeat(60);
        assertThat(PackedText.read(item(Attributes.text(text)), Attributes.BODY))
                .isEqualTo(text);
    }

    @Test
    void namesTheItemWhereItIsBroken() {
        assertThatThrownBy(() -> PackedText.read(
                        item(AttributeValue.fromB(SdkBytes.fromUtf8String("no zlib"))), Attributes.BODY))
                .isInstanceOf(CorruptItemException.class)
                .hasMessage("the item T#acme#DEC#1 / DECISION holds no packed text in 'body'");
    }
}
