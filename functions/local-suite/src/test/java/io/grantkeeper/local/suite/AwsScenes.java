package io.grantkeeper.local.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import io.grantkeeper.functions.receivewebhook.BusMessage;
import io.grantkeeper.functions.receivewebhook.BusResult;
import io.grantkeeper.functions.runtime.AwsPorts;
import io.grantkeeper.functions.runtime.Functions;
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

/** What is tried over AWS' services in a container, and over doubles in this process, so that it is tried anywhere. */
final class AwsScenes {
    static final String OKTA_SOURCE = "aws.partner/okta.com/acme/grantkeeper";
    private static final Path OKTA_EVENT = Path.of("../../events/samples/hear-bus/happy.json");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private AwsScenes() {}

    /** A message that is never finished is received as often as the template says, and ends among the dead letters. */
    static void poisonEndsAmongTheDeadLetters(SqsClient sqs) {
        TemplateQueues.Pair queues = new TemplateQueues(sqs)
                .make(
                        "sync",
                        "poison-" + UUID.randomUUID(),
                        // A deployment waits until the function would have timed out.
                        Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
        sqs.sendMessage(request -> request.queueUrl(queues.queue()).messageBody("poison"));
        int[] received = {0};
        QueuePump pump = new QueuePump(sqs, queues.queue(), event -> {
            received[0] += event.getRecords().size();
            return new SQSBatchResponse(event.getRecords().stream()
                    .map(each -> new SQSBatchResponse.BatchItemFailure(each.getMessageId()))
                    .toList());
        });
        QueuePump dead = new QueuePump(sqs, queues.dead(), _ -> new SQSBatchResponse(List.of()));
        until(() -> {
            pump.pump(1);
            return dead.waiting() == 1;
        });
        assertThat(received[0]).isEqualTo(TemplateQueues.receives("sync"));
        assertThat(sqs.receiveMessage(request -> request.queueUrl(queues.dead()))
                        .messages())
                .singleElement()
                .matches(message -> message.body().equals("poison"));
    }

    /** What a partner's event says, as its sample has it. */
    static JsonNode oktaEvent() {
        try {
            return ModelJson.mapper().readTree(Files.readString(OKTA_EVENT, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code hear-bus} has what an event hints at read again, once. */
    static void isHeardOnce(SqsClient sqs, Map<String, String> environment, BusMessage message) {
        String suffix = UUID.randomUUID().toString();
        String sync = new TemplateQueues(sqs)
                .make("sync", "heard-" + suffix, Map.of())
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
        try (Functions functions = Functions.start(List.of(Functions.module("hear-bus")), new AwsPorts(variables))) {
            Function<BusMessage, BusResult> hear = functions.function("hear-bus", BusMessage.class, BusResult.class);
            assertThat(hear.apply(message)).isEqualTo(new BusResult(1, 1));
            assertThat(hear.apply(message)).as("the same event again").isEqualTo(new BusResult(1, 0));
        }
        assertThat(new QueuePump(sqs, sync, _ -> new SQSBatchResponse(List.of())).waiting())
                .isEqualTo(1);
    }

    static void until(BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not done within %s", PATIENCE).isLessThan(deadline);
        }
    }
}
