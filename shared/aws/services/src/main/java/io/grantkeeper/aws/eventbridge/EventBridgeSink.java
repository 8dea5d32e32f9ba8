package io.grantkeeper.aws.eventbridge;

import io.grantkeeper.signals.transmit.DeliveryOutcome;
import io.grantkeeper.signals.transmit.OcsfSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/**
 * Puts OCSF events on an event bus, with the source {@code grantkeeper} and the detail type {@code OCSF}. Each call
 * contains as many events as EventBridge allows. If AWS accepts only some events of a call, the caller resends only the
 * rejected ones; consumers recognize duplicates by {@code metadata.uid}.
 *
 * <p>EventBridge accepts events for a bus that does not exist, returns their IDs, and drops them. Before each delivery,
 * the sink therefore checks that the bus exists. As long as the bus does not exist, the events remain stored, and they
 * are sent later.
 *
 * @param bus the name of the bus
 */
public record EventBridgeSink(String name, Supplier<EventBridgeClient> client, String bus) implements OcsfSink {
    // The maximum number of entries per call, and the maximum total size of the entries in bytes:
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 256 * 1024;
    private static final String SOURCE = "grantkeeper";
    private static final String DETAIL_TYPE = "OCSF";
    private static final int MAX_CAUSE = 300;

    @Override
    public List<DeliveryOutcome> send(List<String> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        Optional<String> problem = busProblem();
        if (problem.isPresent()) {
            return DeliveryOutcome.forAll(events.size(), new DeliveryOutcome.RetryLater(problem.get()));
        }
        List<DeliveryOutcome> outcomes = new ArrayList<>();
        List<String> call = new ArrayList<>();
        int bytes = 0;
        for (String event : events) {
            int size = size(event);
            if (call.size() == MAX_ENTRIES || bytes + size > MAX_BYTES) {
                outcomes.addAll(put(call));
                call.clear();
                bytes = 0;
            }
            call.add(event);
            bytes += size;
        }
        outcomes.addAll(put(call));
        return outcomes;
    }

    /** Returns why the bus cannot receive events; empty if it can. */
    private Optional<String> busProblem() {
        try {
            var _ = client.get().describeEventBus(request -> request.name(bus));
            return Optional.empty();
        } catch (ResourceNotFoundException _) {
            return Optional.of(
                    "the event bus '%s' does not exist: create it, or correct 'signals.events' in the configuration"
                            .formatted(bus));
        } catch (SdkException e) {
            return Optional.of("the event bus '%s' could not be checked: %s".formatted(bus, cause(e)));
        }
    }

    /** Returns the cause of a failed call as one line of text. The line contains neither events nor credentials. */
    private static String cause(SdkException failure) {
        String text = failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null
                ? "%s: %s"
                        .formatted(
                                refused.awsErrorDetails().errorCode(),
                                refused.awsErrorDetails().errorMessage())
                : String.valueOf(failure.getMessage());
        String line = text.replaceAll("[\\s\\p{Cntrl}]++", " ").strip();
        return line.length() <= MAX_CAUSE ? line : line.substring(0, MAX_CAUSE) + "…";
    }

    /** Returns the size of an event in bytes as AWS counts it: source, detail type and detail in UTF-8. */
    private static int size(String event) {
        return SOURCE.length() + DETAIL_TYPE.length() + event.getBytes(StandardCharsets.UTF_8).length;
    }

    private List<DeliveryOutcome> put(List<String> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        if (size(events.getFirst()) > MAX_BYTES) {
            return List.of(new DeliveryOutcome.Rejected("the event has %d bytes; EventBridge accepts at most %d"
                    .formatted(size(events.getFirst()), MAX_BYTES)));
        }
        List<PutEventsRequestEntry> entries = events.stream()
                .map(event -> PutEventsRequestEntry.builder()
                        .eventBusName(bus)
                        .source(SOURCE)
                        .detailType(DETAIL_TYPE)
                        .detail(event)
                        .build())
                .toList();
        try {
            PutEventsResponse answer = client.get().putEvents(request -> request.entries(entries));
            // The results have the same order as the entries in the request.
            return answer.entries().size() == events.size()
                    ? answer.entries().stream().map(EventBridgeSink::outcome).toList()
                    : DeliveryOutcome.forAll(
                            events.size(),
                            new DeliveryOutcome.RetryLater("EventBridge did not return a result for each event"));
        } catch (SdkException e) {
            return DeliveryOutcome.forAll(
                    events.size(),
                    new DeliveryOutcome.RetryLater("EventBridge did not accept the events: " + cause(e)));
        }
    }

    private static DeliveryOutcome outcome(PutEventsResultEntry entry) {
        return switch (entry.errorCode()) {
            case null -> new DeliveryOutcome.Accepted();
            case "MalformedDetail" -> new DeliveryOutcome.Rejected("EventBridge rejected the event: MalformedDetail");
            case String code -> new DeliveryOutcome.RetryLater("EventBridge rejected the event: " + code);
        };
    }
}
