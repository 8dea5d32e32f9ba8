package io.grantkeeper.local.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import io.grantkeeper.functions.receivewebhook.EventBusMessage;
import io.grantkeeper.functions.receivewebhook.ReceiveBusEventResult;
import io.grantkeeper.functions.runtime.AwsPortFactory;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

/**
 * Scenarios that run against AWS services in a container, and also against test doubles in this process, so that they
 * can run anywhere.
 */
final class AwsScenarios {
    static final String OKTA_SOURCE = "aws.partner/okta.com/acme/grantkeeper";
    private static final Path OKTA_EVENT = Path.of("../../events/samples/receive-bus-event/happy.json");
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private AwsScenarios() {}

    /**
     * Asserts that a message whose processing always fails is received as many times as the deployment template allows,
     * and then moves to the DLQ.
     */
    static void movesPoisonMessageToDlq(SqsClient sqs) {
        TemplateQueues.Pair queues = new TemplateQueues(sqs)
                .createWithDlq(
                        "sync",
                        "poison-" + UUID.randomUUID(),
                        // A visibility timeout of 0 makes the test fast; a deployment uses six times the function's
                        // timeout.
                        Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
        sqs.sendMessage(request -> request.queueUrl(queues.queue()).messageBody("poison"));
        int[] received = {0};
        QueuePoller queuePump = new QueuePoller(sqs, queues.queue(), event -> {
            received[0] += event.getRecords().size();
            return new SQSBatchResponse(event.getRecords().stream()
                    .map(each -> new SQSBatchResponse.BatchItemFailure(each.getMessageId()))
                    .toList());
        });
        QueuePoller dead = new QueuePoller(sqs, queues.dead(), _ -> new SQSBatchResponse(List.of()));
        until(() -> {
            queuePump.deliverBatch(1);
            return dead.waiting() == 1;
        });
        assertThat(received[0]).isEqualTo(TemplateQueues.maxReceiveCount("sync"));
        assertThat(sqs.receiveMessage(request -> request.queueUrl(queues.dead()))
                        .messages())
                .singleElement()
                .matches(message -> message.body().equals("poison"));
    }

    /** Returns a sample of an event that Okta, as an EventBridge partner, puts on the event bus. */
    static JsonNode oktaEvent() {
        try {
            return ModelJson.mapper().readTree(Files.readString(OKTA_EVENT, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asserts that {@code receive-bus-event} queues one reread for a partner event and its duplicate. If a window of {@link
     * RereadScheduler} ends between the two, there is one reread for each of the windows.
     */
    static void handlesPartnerEventOnce(SqsClient sqs, Map<String, String> environment, EventBusMessage message) {
        String suffix = UUID.randomUUID().toString();
        String sync = new TemplateQueues(sqs)
                .createWithDlq("sync", "heard-" + suffix, Map.of())
                .queue();
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("GRANTKEEPER_SYNC_QUEUE_URL", sync);
        variables.put("GRANTKEEPER_DEAD_LETTER_QUEUE_URL", sync);
        variables.put("GRANTKEEPER_LEDGER_NAME", "example.com/ledger");
        variables.put(
                "GRANTKEEPER_CONFIG",
                ModelJson.write(Map.of(
                        "tenant",
                        "acme",
                        "connections",
                        List.of(Map.of(
                                "id",
                                "okta-" + suffix,
                                "provider",
                                "okta",
                                "settings",
                                Map.of(
                                        "base-url",
                                        "https://acme.okta.com",
                                        "client-id",
                                        "0oa1",
                                        "event-source",
                                        OKTA_SOURCE),
                                "credentials",
                                Map.of("private-key", "secretsmanager:grantkeeper/okta#private-key"))))));
        try (FunctionApplicationContext functions = FunctionApplicationContext.start(
                List.of(FunctionApplicationContext.module("receive-bus-event")), new AwsPortFactory(variables))) {
            long firstWindow = rereadWindow();
            Function<EventBusMessage, ReceiveBusEventResult> hear =
                    functions.function("receive-bus-event", EventBusMessage.class, ReceiveBusEventResult.class);
            assertThat(hear.apply(message)).isEqualTo(new ReceiveBusEventResult(1, 1));
            assertThat(hear.apply(message)).as("a duplicate").isEqualTo(new ReceiveBusEventResult(1, 0));
            assertThat(new QueuePoller(sqs, sync, _ -> new SQSBatchResponse(List.of())).waiting())
                    .isBetween(1, (int) Math.min(2, rereadWindow() - firstWindow + 1));
        }
    }

    private static long rereadWindow() {
        return System.currentTimeMillis() / RereadScheduler.WINDOW.toMillis();
    }

    static void until(BooleanSupplier done) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not done within %s", TIMEOUT).isLessThan(deadline);
        }
    }
}
