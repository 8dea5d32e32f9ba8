package io.grantkeeper.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.store.testkit.InMemoryParkingQueue.Letter;
import io.grantkeeper.store.testkit.ParkingQueueContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class SqsParkingQueueTest extends ParkingQueueContract {
    private final String url = TestQueues.create();

    @Override
    protected ParkingQueue deadLetters() {
        return new SqsParkingQueue(TestQueues.CLIENT, url);
    }

    @Override
    protected List<Letter> parkedMessages() {
        return TestQueues.drain(url).stream()
                .map(message -> new Letter(
                        attribute(message, SqsParkingQueue.SOURCE),
                        message.messageAttributes().containsKey(SqsParkingQueue.EMPTY_BODY) ? "" : message.body(),
                        attribute(message, SqsParkingQueue.REASON)))
                .toList();
    }

    private static String attribute(Message message, String name) {
        return message.messageAttributes().get(name).stringValue();
    }

    @Test
    void truncatesBodyThatExceedsSizeLimit() {
        deadLetters().park("receive-webhook", "ü".repeat(200_000), "it has more than 256 KB");
        Message message = TestQueues.drain(url).getFirst();
        assertThat(message.body()).matches("ü+").hasSizeGreaterThan(120_000);
        assertThat(attribute(message, SqsParkingQueue.ORIGINAL_BYTES)).isEqualTo("400000");
    }

    @Test
    void storesBodyWithCharactersThatSqsRejects() {
        deadLetters().park("receive-webhook", "a\u0000b\uFFFFc", "control characters\u0007");
        assertThat(parkedMessages())
                .containsExactly(new Letter("receive-webhook", "a\uFFFDb\uFFFDc", "control characters\uFFFD"));
    }
}
