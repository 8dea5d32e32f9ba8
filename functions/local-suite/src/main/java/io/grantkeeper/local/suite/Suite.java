package io.grantkeeper.local.suite;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.aws.dynamodb.ConsumedUnits;
import io.grantkeeper.functions.detectchanges.DetectByClockRequest;
import io.grantkeeper.functions.detectchanges.DetectByClockResult;
import io.grantkeeper.functions.plansweep.PlanSweepRequest;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Functions;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The running suite. */
public final class Suite implements AutoCloseable {
    private static final int SYNC_WORKERS = 4;
    private static final int QUIET_ROUNDS = 3;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String DEAD_LETTER_REASON = "reason";

    private final SuiteOptions options;
    private final Infrastructure infrastructure;
    private final Functions functions;
    private final Optional<WebhookFront> front;
    private final Function<PlanSweepRequest, PlanSweepResult> planSweep;
    private final Function<DetectByClockRequest, DetectByClockResult> detectByClock;
    private final QueuePump syncPump;
    private final QueuePump alertPump;
    private final StreamPump streamPump;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("suite-", 0).daemon().factory());

    private Suite(SuiteOptions options, Infrastructure infrastructure, Optional<WebhookFront> front) {
        this.options = options;
        this.infrastructure = infrastructure;
        this.front = front;
        this.functions = Functions.start(
                Functions.modules(), new LocalPorts(options, infrastructure, front.map(WebhookFront::address)));
        this.planSweep = function("plan-sweep", PlanSweepRequest.class, PlanSweepResult.class);
        this.detectByClock = function("detect-by-clock", DetectByClockRequest.class, DetectByClockResult.class);
        this.syncPump = new QueuePump(
                infrastructure.sqs(),
                infrastructure.syncQueue(),
                function("sync-access", SQSEvent.class, SQSBatchResponse.class));
        this.alertPump = new QueuePump(
                infrastructure.sqs(),
                infrastructure.alertQueue(),
                function("alert-owner", SQSEvent.class, SQSBatchResponse.class));
        this.streamPump = new StreamPump(
                infrastructure.streams(),
                infrastructure.streamArn(),
                function("detect-changes", DynamodbEvent.class, StreamsEventResponse.class),
                new StreamPosition(options.data()));
        front.ifPresent(door ->
                door.serve(function("receive-webhook", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class)));
    }

    /** Starts all parts. */
    public static Suite start(SuiteOptions options) {
        Infrastructure infrastructure = Infrastructure.start(options.data());
        return new Suite(options, infrastructure, options.port().map(WebhookFront::bind));
    }

    private <I, O> Function<I, O> function(String name, Class<I> input, Class<O> output) {
        for (FunctionModule<?, ?> module : Functions.modules()) {
            if (module.name().equals(name)
                    && module.input().equals(input)
                    && module.output().equals(output)) {
                @SuppressWarnings("unchecked") // the classes were compared
                FunctionModule<I, O> found = (FunctionModule<I, O>) module;
                return functions.function(found);
            }
        }
        throw new IllegalStateException("the function '%s' is not part of this build".formatted(name));
    }

    /** Reads and writes of the same table that the functions use. */
    public SuiteStores stores() {
        return new SuiteStores(infrastructure.table());
    }

    /** Where webhooks are heard, where they are. */
    public Optional<URI> address() {
        return front.map(WebhookFront::address);
    }

    /** What DynamoDB was asked for so far. */
    public ConsumedUnits.Snapshot consumed() {
        return infrastructure.table().consumed().snapshot();
    }

    /** Plans a sweep of a connection, as the schedule does; the work is done by {@link #runUntilQuiet}. */
    public PlanSweepResult plan(Connection connection) {
        return plan(connection, false);
    }

    /** Plans a sweep because a person asked for one, who may have mended what the connection was paused for. */
    public PlanSweepResult resume(Connection connection) {
        return plan(connection, true);
    }

    private PlanSweepResult plan(Connection connection, boolean resume) {
        return planSweep.apply(new PlanSweepRequest(
                connection.tenant(), connection.id(), options.clock().instant(), false, resume));
    }

    /** Looks for what time alone has brought about, as the daily schedule does. */
    public DetectByClockResult detectByClock() {
        return detectByClock.apply(new DetectByClockRequest(options.tenant()));
    }

    /** How much work lies in the queues. */
    public int waiting() {
        return syncPump.waiting() + alertPump.waiting();
    }

    /**
     * Works until the queues are empty and the stream is read.
     *
     * @param watcher hears now and then how much work lies in the queues
     * @param atMost after that it gives up
     * @return whether it became quiet
     */
    public boolean runUntilQuiet(Consumer<Integer> watcher, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        AtomicBoolean goOn = new AtomicBoolean(true);
        List<Future<?>> running = startPumps(goOn::get);
        try {
            int quiet = 0;
            while (quiet < QUIET_ROUNDS && System.nanoTime() < deadline) {
                int waiting = waiting();
                watcher.accept(waiting);
                quiet = waiting == 0 && streamIsQuiet() ? quiet + 1 : 0;
                pause();
            }
            return quiet >= QUIET_ROUNDS;
        } finally {
            goOn.set(false);
            running.forEach(Suite::await);
        }
    }

    /**
     * Works off the sync queue alone: what it wrote waits in the stream. For measuring each function apart.
     *
     * @return whether the queue was empty before the time was up
     */
    public boolean syncUntilEmpty(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        AtomicBoolean goOn = new AtomicBoolean(true);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < SYNC_WORKERS; i++) {
            running.add(workers.submit(() -> loop(goOn::get, () -> syncPump.pump(0))));
        }
        try {
            while (syncPump.waiting() > 0 && System.nanoTime() < deadline) {
                pause();
            }
            return syncPump.waiting() == 0;
        } finally {
            goOn.set(false);
            running.forEach(Suite::await);
        }
    }

    /**
     * Hands what waits in the stream to {@code detect-changes} alone; the alert work that follows stays in its queue.
     *
     * @return how many records were handed over, those that detection itself wrote included
     */
    public int detectUntilRead(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        int records = 0;
        for (int quiet = 0; quiet < QUIET_ROUNDS && System.nanoTime() < deadline; ) {
            int handed = streamPump.pump();
            records += handed;
            quiet = handed == 0 ? quiet + 1 : 0;
        }
        return records;
    }

    /** Works until told to stop; for serving. */
    public void runWhile(BooleanSupplier goOn) {
        startPumps(goOn).forEach(Suite::await);
    }

    private volatile long lastStreamRecord = System.nanoTime();

    private boolean streamIsQuiet() {
        return System.nanoTime() - lastStreamRecord > 3 * PAUSE.toNanos();
    }

    private List<Future<?>> startPumps(BooleanSupplier goOn) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < SYNC_WORKERS; i++) {
            running.add(workers.submit(() -> loop(goOn, () -> syncPump.pump(0))));
        }
        running.add(workers.submit(() -> loop(goOn, () -> alertPump.pump(0))));
        lastStreamRecord = System.nanoTime();
        running.add(workers.submit(() -> loop(goOn, () -> {
            int records = streamPump.pump();
            if (records > 0) {
                lastStreamRecord = System.nanoTime();
            }
            return records;
        })));
        return running;
    }

    private static void loop(BooleanSupplier goOn, IntSupplier pump) {
        while (goOn.getAsBoolean()) {
            if (pump.getAsInt() == 0) {
                pause();
            }
        }
    }

    /** What could not be handled, with the reason of each; they stay where they are. */
    public List<String> deadLetters() {
        int count = Integer.parseInt(infrastructure
                .sqs()
                .getQueueAttributes(request -> request.queueUrl(infrastructure.deadLetterQueue())
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
        List<String> reasons = new ArrayList<>();
        while (reasons.size() < count) {
            List<Message> messages = infrastructure
                    .sqs()
                    .receiveMessage(request -> request.queueUrl(infrastructure.deadLetterQueue())
                            .messageAttributeNames(DEAD_LETTER_REASON)
                            .maxNumberOfMessages(10)
                            .visibilityTimeout(5))
                    .messages();
            if (messages.isEmpty()) {
                break;
            }
            messages.forEach(message -> reasons.add(reason(message)));
        }
        return reasons;
    }

    private static String reason(Message message) {
        MessageAttributeValue reason = message.messageAttributes().get(DEAD_LETTER_REASON);
        return reason == null ? "no reason given" : reason.stringValue();
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a part of the suite failed", e.getCause());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        front.ifPresent(WebhookFront::close);
        workers.shutdownNow();
        functions.close();
        infrastructure.close();
    }
}
