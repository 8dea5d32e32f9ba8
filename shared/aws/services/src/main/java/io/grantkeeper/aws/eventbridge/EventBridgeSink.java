package io.grantkeeper.aws.eventbridge;

import io.grantkeeper.signals.transmit.DeliveryOutcome;
import io.grantkeeper.signals.transmit.OcsfSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts OCSF events on an event bus, with the source {@code grantkeeper} and the detail type {@code OCSF}. Each call
 * contains as many events as EventBridge allows. If AWS accepts only some events of a call, the caller resends only the
 * rejected ones; consumers recognize duplicates by {@code metadata.uid}.
 *
 * @param bus the name or ARN of the bus
 */
public record EventBridgeSink(String name, Supplier<EventBridgeClient> client, String bus) implements OcsfSink {
    // The maximum number of entries per call, and the maximum total size of the entries in bytes:
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 256 * 1024;
    private static final String SOURCE = "grantkeeper";
    private static final String DETAIL_TYPE = "OCSF";

    @Override
    public List<DeliveryOutcome> send(List<String> events) {
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
        } catch (SdkException _) {
            return DeliveryOutcome.forAll(
                    events.size(), new DeliveryOutcome.RetryLater("EventBridge did not accept the events"));
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
