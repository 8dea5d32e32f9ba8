package io.grantkeeper.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.store.testkit.WorkQueueContract;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class SqsWorkQueueTest extends WorkQueueContract {
    private final String url = TestQueues.create();

    @Override
    protected WorkQueue<SyncWork> queue() {
        return new SqsWorkQueue<>(TestQueues.CLIENT, url);
    }

    @Override
    protected List<SyncWork> receiveVisible() {
        return TestQueues.drain(url).stream()
                .map(Message::body)
                .map(body -> ModelJson.read(body, SyncWork.class))
                .toList();
    }

    @Override
    protected void advanceTime(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    @Test
    void deliversTextWithCharactersThatSqsRejects() {
        SyncWork odd = work("p1").resumeFrom("cursor \uFFFF \u0001 \uD800 \uD83D\uDE00");
        queue().send(odd, Duration.ZERO);
        assertThat(receiveVisible()).containsExactly(odd);
    }

    @Test
    void deliversMoreMessagesThanFitIntoOneCall() {
        List<SyncWork> heavy = IntStream.range(0, 9)
                .mapToObj(i -> work("p" + i).resumeFrom("c".repeat(100_000)))
                .toList();
        queue().send(heavy, Duration.ZERO);
        assertThat(receiveVisible()).containsExactlyInAnyOrderElementsOf(heavy);
    }

    @Test
    void sendsOtherMessagesWhenOneIsTooLarge() {
        SyncWork huge = work("huge").resumeFrom("c".repeat(300_000));
        assertThatThrownBy(() -> queue().send(List.of(work("a"), huge, work("b")), Duration.ZERO))
                .isInstanceOf(MessageTooLargeException.class)
                .hasMessageContaining("SyncWork message has 300")
                .hasMessageContaining("more than the queue's limit of 262144");
        assertThat(receiveVisible()).containsExactlyInAnyOrder(work("a"), work("b"));
    }

    @Test
    void resendsOnlyRejectedMessages() {
        List<Integer> callSizes = new CopyOnWriteArrayList<>();
        WorkQueue<SyncWork> flaky = new SqsWorkQueue<>(acceptingOnlyFirst(2, callSizes, false), url);
        flaky.send(List.of(work("a"), work("b"), work("c"), work("d"), work("e")), Duration.ZERO);
        assertThat(callSizes).containsExactly(5, 3, 1);
        assertThat(receiveVisible()).containsExactlyInAnyOrder(work("a"), work("b"), work("c"), work("d"), work("e"));
    }

    @Test
    void reportsUnsentMessagesAndStillSendsOtherBatches() {
        List<Integer> callSizes = new CopyOnWriteArrayList<>();
        WorkQueue<SyncWork> broken = new SqsWorkQueue<>(acceptingOnlyFirst(4, callSizes, true), url);
        List<SyncWork> many =
                IntStream.range(0, 20).mapToObj(i -> work("p" + i)).toList();
        assertThatThrownBy(() -> broken.send(many, Duration.ZERO))
                .isInstanceOfSatisfying(
                        MessagesNotSentException.class,
                        e -> assertThat(e.count()).isEqualTo(12));
        assertThat(callSizes).containsExactly(10, 10);
        assertThat(receiveVisible()).hasSize(8);
    }

    @Test
    void sendsBatchesInParallel() {
        CyclicBarrier bothOnTheirWay = new CyclicBarrier(2);
        SqsClient slow = sending(request -> {
            try {
                bothOnTheirWay.await(2, TimeUnit.MINUTES);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the other batch was not sent in the meantime", e);
            }
            return TestQueues.CLIENT.sendMessageBatch(request);
        });
        List<SyncWork> many =
                IntStream.range(0, 20).mapToObj(i -> work("p" + i)).toList();
        new SqsWorkQueue<SyncWork>(slow, url).send(many, Duration.ZERO);
        assertThat(receiveVisible()).containsExactlyInAnyOrderElementsOf(many);
    }

    @Test
    void reportsFailuresOfBackgroundSendWhenAwaited() {
        WorkQueue<SyncWork> broken = new SqsWorkQueue<>(acceptingOnlyFirst(1, new CopyOnWriteArrayList<>(), true), url);
        WorkQueue.PendingSend sending = broken.startSending(List.of(work("a"), work("b")));
        assertThatThrownBy(sending::await).isInstanceOf(MessagesNotSentException.class);

        SyncWork huge = work("huge").resumeFrom("c".repeat(300_000));
        WorkQueue.PendingSend tooLarge = queue().startSending(List.of(huge, work("c")));
        assertThatThrownBy(tooLarge::await).isInstanceOf(MessageTooLargeException.class);
        assertThat(receiveVisible()).containsExactlyInAnyOrder(work("a"), work("c"));
    }

    /** Returns an SQS client that accepts only a part of each batch. */
    private static SqsClient acceptingOnlyFirst(int count, List<Integer> callSizes, boolean senderFault) {
        return sending(request -> {
            List<SendMessageBatchRequestEntry> entries = request.entries();
            callSizes.add(entries.size());
            int taken = Math.min(count, entries.size());
            TestQueues.CLIENT.sendMessageBatch(
                    request.toBuilder().entries(entries.subList(0, taken)).build());
            return SendMessageBatchResponse.builder()
                    .failed(entries.subList(taken, entries.size()).stream()
                            .map(entry -> BatchResultErrorEntry.builder()
                                    .id(entry.id())
                                    .code("InternalError")
                                    .senderFault(senderFault)
                                    .build())
                            .toList())
                    .build();
        });
    }

    private static SqsClient sending(Function<SendMessageBatchRequest, SendMessageBatchResponse> answer) {
        return (SqsClient) Proxy.newProxyInstance(
                SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (_, _, arguments) -> {
                    SendMessageBatchRequest.Builder builder = SendMessageBatchRequest.builder();
                    @SuppressWarnings("unchecked") // the queue calls no other overload
                    Consumer<SendMessageBatchRequest.Builder> filled =
                            (Consumer<SendMessageBatchRequest.Builder>) arguments[0];
                    filled.accept(builder);
                    return answer.apply(builder.build());
                });
    }
}
