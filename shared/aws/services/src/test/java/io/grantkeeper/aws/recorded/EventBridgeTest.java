package io.grantkeeper.aws.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.eventbridge.EventBridgeSink;
import io.grantkeeper.aws.local.RecordingAwsService;
import io.grantkeeper.aws.local.RecordingAwsService.Answer;
import io.grantkeeper.aws.local.RecordingAwsService.Request;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.signals.transmit.DeliveryOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests the sink against a double that verifies each request's signature and responds in the service's wire format. */
@DisplayName("The EventBridge sink")
class EventBridgeTest {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String TAKEN = "{\"EventId\":\"11710aed-b79e-4468-a20b-bb3c0c3b4860\"}";
    private static final int LIMIT = 256 * 1024;

    private static final Answer BUS = new Answer(
            200,
            JSON,
            "{\"Name\":\"security\",\"Arn\":\"arn:aws:events:eu-central-1:123456789012:event-bus/security\"}");

    private final List<JsonNode> calls = new ArrayList<>();
    private final List<Request> puts = new ArrayList<>();

    /**
     * Sends events to a test double that responds as AWS does: with a result for each entry in the order of the
     * request, and with the number of rejected entries.
     */
    private List<DeliveryOutcome> send(List<String> events, Function<JsonNode, String> answers) {
        return over(
                request -> {
                    JsonNode body = ModelJson.mapper().readTree(request.text());
                    calls.add(body);
                    List<String> results = new ArrayList<>();
                    body.path("Entries").forEach(entry -> results.add(answers.apply(entry)));
                    long refused = results.stream()
                            .filter(result -> result.contains("ErrorCode"))
                            .count();
                    return new Answer(
                            200,
                            JSON,
                            "{\"FailedEntryCount\":%d,\"Entries\":[%s]}".formatted(refused, String.join(",", results)));
                },
                events);
    }

    private List<DeliveryOutcome> over(Function<Request, Answer> answers, List<String> events) {
        return over(BUS, answers, events);
    }

    /**
     * Sends events to a test double of the service. As in AWS, {@code PutEvents} accepts events for any bus and returns
     * their IDs; only {@code DescribeEventBus} reports that a bus does not exist.
     *
     * @param description the response to {@code DescribeEventBus}
     * @param answers the responses to {@code PutEvents}
     */
    private List<DeliveryOutcome> over(Answer description, Function<Request, Answer> answers, List<String> events) {
        try (RecordingAwsService service =
                        new RecordingAwsService(request -> isPut(request) ? answers.apply(request) : description);
                AwsClients clients = new AwsClients(service.environment("GRANTKEEPER_EVENTBRIDGE_ENDPOINT"))) {
            List<DeliveryOutcome> outcomes =
                    new EventBridgeSink("events/eventbridge:security", clients::eventBridge, "security").send(events);
            assertThat(service.requests())
                    .allSatisfy(request -> assertThat(request.service()).isEqualTo("events"))
                    .allSatisfy(request -> assertThat(request.headers().get("x-amz-target"))
                            .isIn("AWSEvents.PutEvents", "AWSEvents.DescribeEventBus"));
            puts.addAll(
                    service.requests().stream().filter(EventBridgeTest::isPut).toList());
            return outcomes;
        }
    }

    private static boolean isPut(Request request) {
        return "AWSEvents.PutEvents".equals(request.headers().get("x-amz-target"));
    }

    private static String event(int number, int bytes) {
        String frame = "{\"n\":%d,\"pad\":\"\"}".formatted(number);
        return "{\"n\":%d,\"pad\":\"%s\"}".formatted(number, "x".repeat(Math.max(0, bytes - frame.length())));
    }

    private static String refusal(String code) {
        return "{\"ErrorCode\":\"%s\",\"ErrorMessage\":\"told by the service\"}".formatted(code);
    }

    @Test
    void sendsAtMostTenEventsPerCall() {
        List<String> events =
                IntStream.range(0, 23).mapToObj(i -> event(i, 100)).toList();
        assertThat(send(events, _ -> TAKEN)).hasSize(23).containsOnly(new DeliveryOutcome.Accepted());
        assertThat(calls.stream().map(call -> call.path("Entries").size())).containsExactly(10, 10, 3);
        JsonNode first = calls.getFirst().path("Entries").path(0);
        assertThat(first.path("EventBusName").asString()).isEqualTo("security");
        assertThat(first.path("Source").asString()).isEqualTo("grantkeeper");
        assertThat(first.path("DetailType").asString()).isEqualTo("OCSF");
        assertThat(first.path("Detail").asString()).isEqualTo(events.getFirst());
    }

    @Test
    void reportsFailureOnlyForRejectedEvents() {
        List<String> events = IntStream.range(0, 4).mapToObj(i -> event(i, 50)).toList();
        List<DeliveryOutcome> outcomes = send(events, entry -> switch (ModelJson.mapper()
                .readTree(entry.path("Detail").asString())
                .path("n")
                .asInt()) {
            case 1 -> refusal("ThrottlingException");
            case 2 -> refusal("MalformedDetail");
            default -> TAKEN;
        });
        assertThat(outcomes)
                .containsExactly(
                        new DeliveryOutcome.Accepted(),
                        new DeliveryOutcome.RetryLater("EventBridge rejected the event: ThrottlingException"),
                        new DeliveryOutcome.Rejected("EventBridge rejected the event: MalformedDetail"),
                        new DeliveryOutcome.Accepted());
    }

    @Test
    void keepsEachCallWithinSizeLimit() {
        List<String> events = List.of(
                event(0, 100_000),
                event(1, 100_000),
                event(2, 100_000),
                event(3, LIMIT + 1),
                event(4, 200_000),
                event(5, 10));
        List<DeliveryOutcome> outcomes = send(events, _ -> TAKEN);
        assertThat(calls)
                .allSatisfy(call -> assertThat(call.path("Entries")
                                .valueStream()
                                .mapToInt(EventBridgeTest::size)
                                .sum())
                        .isLessThanOrEqualTo(LIMIT));
        assertThat(calls.stream().map(call -> call.path("Entries").size())).containsExactly(2, 1, 2);
        assertThat(outcomes.get(3))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Rejected.class,
                        never -> assertThat(never.problem()).contains("EventBridge accepts at most 262144"));
        outcomes.remove(3);
        assertThat(outcomes).hasSize(5).containsOnly(new DeliveryOutcome.Accepted());
    }

    private static int size(JsonNode entry) {
        return entry.path("Source").asString().length()
                + entry.path("DetailType").asString().length()
                + entry.path("Detail").asString().getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void retriesWhileServiceIsUnavailable() {
        AtomicInteger asked = new AtomicInteger();
        List<DeliveryOutcome> outcomes = over(
                _ -> asked.incrementAndGet() < 3
                        ? new Answer(500, JSON, "{\"__type\":\"InternalException\"}")
                        : new Answer(200, JSON, "{\"FailedEntryCount\":0,\"Entries\":[%s]}".formatted(TAKEN)),
                List.of(event(1, 10)));
        assertThat(outcomes).containsExactly(new DeliveryOutcome.Accepted());
        assertThat(asked).hasValue(3);
    }

    @Test
    void reportsCauseForAllEventsOfRejectedCall() {
        assertThat(over(
                        _ -> new Answer(
                                400,
                                JSON,
                                "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized to perform: events:PutEvents\"}"),
                        List.of(event(1, 10), event(2, 10))))
                .hasSize(2)
                .containsOnly(
                        new DeliveryOutcome.RetryLater(
                                "EventBridge did not accept the events: AccessDeniedException: not authorized to perform: events:PutEvents"));
    }

    @Test
    void keepsEventsWhileBusDoesNotExist() {
        assertThat(over(
                        new Answer(
                                400,
                                JSON,
                                "{\"__type\":\"ResourceNotFoundException\",\"message\":\"Event bus security does not exist.\"}"),
                        _ -> new Answer(200, JSON, "{\"FailedEntryCount\":0,\"Entries\":[%s]}".formatted(TAKEN)),
                        List.of(event(1, 10), event(2, 10))))
                .hasSize(2)
                .containsOnly(
                        new DeliveryOutcome.RetryLater(
                                "the event bus 'security' does not exist: create it, or correct 'signals.events' in the configuration"));
        assertThat(puts).as("EventBridge would drop the events").isEmpty();
    }

    @Test
    void keepsEventsWhileBusCannotBeChecked() {
        assertThat(over(
                        new Answer(
                                400,
                                JSON,
                                "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized to perform:\\nevents:DescribeEventBus\"}"),
                        _ -> new Answer(200, JSON, "{\"FailedEntryCount\":0,\"Entries\":[%s]}".formatted(TAKEN)),
                        List.of(event(1, 10))))
                .containsExactly(
                        new DeliveryOutcome.RetryLater(
                                "the event bus 'security' could not be checked: AccessDeniedException: not authorized to perform: events:DescribeEventBus"));
        assertThat(puts).isEmpty();
    }

    @Test
    void requestsRetryIfResponseIsIncomplete() {
        assertThat(over(_ -> new Answer(200, JSON, "{\"FailedEntryCount\":0,\"Entries\":[]}"), List.of(event(1, 10))))
                .containsExactly(new DeliveryOutcome.RetryLater("EventBridge did not return a result for each event"));
    }
}
