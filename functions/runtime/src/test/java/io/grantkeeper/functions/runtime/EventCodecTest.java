package io.grantkeeper.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.identity.work.PartitionRef;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    @ParameterizedTest
    @ValueSource(classes = {PartitionRef.class, SQSEvent.class})
    void rejectsNull(Class<?> type) {
        assertThatRejecting(type, "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "{\"connection\": [\"canary\"]}", "{\"canary\"", "[\"canary\"]", "\"canary\""})
    void doesNotQuoteRejectedEvent(String json) {
        assertThatRejecting(PartitionRef.class, json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "{\"Records\": \"canary\"}", "{\"canary\"", "[\"canary\"]", "\"canary\""})
    void doesNotQuoteRejectedAwsEvent(String json) {
        assertThatRejecting(SQSEvent.class, json);
    }

    private static void assertThatRejecting(Class<?> type, String json) {
        var event = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> EventCodec.of(type).read(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the event is not a ")
                .hasMessageContaining(type.getSimpleName())
                .satisfies(refused -> assertThat(stackTrace(refused)).doesNotContain("canary"));
    }

    private static String stackTrace(Throwable refused) {
        var text = new StringWriter();
        refused.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
