package io.grantkeeper.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.functions.observability.InvocationContext;
import io.grantkeeper.functions.runtime.EventCodec;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.json.ModelJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests that one correlation id passes through all functions. {@code ObservabilityTest} tests that log lines contain
 * it. As on Lambda, each function is invoked with its own trace id, and adopts the id of the work that it processes.
 */
class CorrelationIT {
    private static final int LOOKS = 6;
    private static final String WEBHOOK = "1-00000001-aaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String DECISION = "1-00000002-bbbbbbbbbbbbbbbbbbbbbbbb";
    private static final String ANOTHER = "1-00000003-cccccccccccccccccccccccc";

    private LocalEnvironment surroundings;
    private Map<String, String> environment;
    private AwsClients clients;
    private FunctionApplicationContext functions;

    @BeforeEach
    void start() {
        Clock clock = Clock.systemUTC();
        surroundings = new LocalEnvironment(clock.instant());
        environment = new HashMap<>(surroundings.environment());
        ObjectNode config = (ObjectNode) ModelJson.mapper().readTree(environment.get("GRANTKEEPER_CONFIG"));
        config.putObject("detection").put("groupingSeconds", 0);
        environment.put("GRANTKEEPER_CONFIG", ModelJson.write(config));
        clients = new AwsClients(environment);
        functions = FunctionApplicationContext.start(
                FunctionApplicationContext.modules(), RecordingPorts.over(surroundings, environment, clock));
    }

    @AfterEach
    void stop() {
        functions.close();
        clients.close();
        surroundings.close();
    }

    @Test
    void passesWebhookIdToEveryFunctionUpToAlert() throws IOException {
        APIGatewayV2HTTPResponse heard =
                handle(APIGatewayV2HTTPResponse.class, "receive-webhook", WEBHOOK, sample("receive-webhook"));
        assertThat(heard.getStatusCode()).isEqualTo(202);

        String work = receiveAsEvent("GRANTKEEPER_SYNC_QUEUE_URL", WEBHOOK);
        assertThat(handle(SQSBatchResponse.class, "sync-access", ANOTHER, work).getBatchItemFailures())
                .isEmpty();
        // This message rereads an unchanged listing; a sweep's message, in contrast, leads to rows to write.
        String sweep = sample("sync-access")
                .replaceAll(
                        "\"messageAttributes\"\\s*:\\s*\\{\\s*\\}",
                        "\"messageAttributes\": {\"cause\": {\"dataType\": \"String\", \"stringValue\": \"" + WEBHOOK
                                + "\"}}");
        assertThat(sweep).contains(WEBHOOK);
        assertThat(handle(SQSBatchResponse.class, "sync-access", ANOTHER, sweep).getBatchItemFailures())
                .isEmpty();
        assertThat(typesCausedBy(WEBHOOK)).contains("EVENT").containsAnyOf("IDENTITY", "GRANT", "CREDENTIAL");
        assertThat(typesCausedBy(ANOTHER)).isEmpty();

        String changes = sample("detect-changes")
                .replaceAll("(\"NewImage\"\\s*:\\s*\\{)", "$1\"cause\": {\"S\": \"" + WEBHOOK + "\"},");
        StreamsEventResponse detected = handle(StreamsEventResponse.class, "detect-changes", ANOTHER, changes);
        assertThat(detected.getBatchItemFailures()).isEmpty();

        String alert = receiveAsEvent("GRANTKEEPER_ALERT_QUEUE_URL", WEBHOOK);
        SQSBatchResponse told = handle(SQSBatchResponse.class, "alert-owner", ANOTHER, alert);
        assertThat(told.getBatchItemFailures()).isEmpty();
        assertThat(surroundings.mailsSent()).isPositive();
        assertThat(typesCausedBy(WEBHOOK)).contains("TOLD");
    }

    @Test
    void storesCorrelationIdInDecisionRecord() throws IOException, InterruptedException {
        APIGatewayV2HTTPResponse answered =
                handle(APIGatewayV2HTTPResponse.class, "decide", DECISION, sample("decide"));
        assertThat(answered.getStatusCode()).isEqualTo(200);
        for (int i = 0; i < 1_200 && !typesCausedBy(DECISION).contains("DECISION"); i++) {
            Thread.sleep(100); // Outside Lambda, the decision record is written only after the response.
        }
        assertThat(typesCausedBy(DECISION)).contains("DECISION");
    }

    private static String sample(String function) throws IOException {
        return Files.readString(SampleEventFiles.ROOT.resolve(function, "happy.json"));
    }

    private <T> T handle(Class<T> answer, String function, String trace, String event) throws IOException {
        return answer.cast(invokeFunction(FunctionApplicationContext.module(function), trace, event));
    }

    private <I, O> O invokeFunction(FunctionModule<I, O> module, String trace, String event) throws IOException {
        I request =
                EventCodec.of(module.input()).read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
        return InvocationContext.run(
                module.name(),
                "Root=" + trace,
                "request",
                () -> functions.function(module).apply(request));
    }

    /**
     * Checks that each message in a queue has this correlation id, and returns the messages as the event that Lambda
     * would pass to a function.
     *
     * @param queue the environment variable that contains the queue's URL
     * @param cause the expected correlation id
     */
    private String receiveAsEvent(String queue, String cause) {
        String url = environment.get(queue);
        List<Message> messages = List.of();
        // Work from a webhook is delayed, so that several deliveries lead to one read.
        for (int look = 0; look < LOOKS && messages.isEmpty(); look++) {
            messages = clients.sqs()
                    .receiveMessage(request -> request.queueUrl(url)
                            .messageAttributeNames("All")
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(5))
                    .messages();
        }
        assertThat(messages)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(
                                message.messageAttributes().get("cause").stringValue())
                        .isEqualTo(cause));
        return ModelJson.write(Map.of(
                "Records",
                messages.stream()
                        .map(message -> Map.of(
                                "messageId", message.messageId(),
                                "body", message.body(),
                                "eventSource", "aws:sqs",
                                "messageAttributes",
                                        Map.of("cause", Map.of("dataType", "String", "stringValue", cause))))
                        .toList()));
    }

    private List<String> typesCausedBy(String id) {
        List<String> types = new ArrayList<>();
        clients.dynamoDb()
                .scanPaginator(request -> request.tableName(environment.get("GRANTKEEPER_TABLE")))
                .items()
                .forEach(item -> {
                    AttributeValue cause = item.get("cause");
                    if (cause != null && cause.s().equals(id)) {
                        types.add(item.get("type").s());
                    }
                });
        return types;
    }
}
