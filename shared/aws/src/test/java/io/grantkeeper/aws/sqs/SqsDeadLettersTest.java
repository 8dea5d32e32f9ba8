package io.grantkeeper.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.work.DeadLetters;
import io.grantkeeper.store.testkit.DeadLettersContract;
import io.grantkeeper.store.testkit.InMemoryDeadLetters.Letter;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class SqsDeadLettersTest extends DeadLettersContract {
    private final String url = TestQueues.create();

    @Override
    protected DeadLetters deadLetters() {
        return new SqsDeadLetters(TestQueues.CLIENT, url);
    }

    @Override
    protected List<Letter> parked() {
        return TestQueues.drain(url).stream()
                .map(message -> new Letter(
                        attribute(message, SqsDeadLetters.SOURCE),
                        message.messageAttributes().containsKey(SqsDeadLetters.EMPTY_BODY) ? "" : message.body(),
                        attribute(message, SqsDeadLetters.REASON)))
                .toList();
    }

    private static String attribute(Message message, String name) {
        return message.messageAttributes().get(name).stringValue();
    }

    @Test
    void keepsAsMuchOfAHugeBodyAsFits() {
        deadLetters().park("receive-webhook", "ü".repeat(200_000), "it has more than 256 KB");
        Message message = TestQueues.drain(url).getFirst();
        assertThat(message.body()).matches("ü+").hasSizeGreaterThan(120_000);
        assertThat(attribute(message, SqsDeadLetters.ORIGINAL_BYTES)).isEqualTo("400000");
    }

    @Test
    void keepsABodyWithCharactersThatSqsDoesNotTake() {
        deadLetters().park("receive-webhook", "a\u0000b\uFFFFc", "control characters\u0007");
        assertThat(parked())
                .containsExactly(new Letter("receive-webhook", "a\uFFFDb\uFFFDc", "control characters\uFFFD"));
    }
}
