package io.grantkeeper.aws.eventbridge;

import io.grantkeeper.signals.transmit.EventSink;
import io.grantkeeper.signals.transmit.Outcome;
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
 * Puts OCSF events on a bus, with the source {@code grantkeeper} and the detail type {@code OCSF}: as many a call as AWS
 * takes. Of a call that was taken in part, only the rest comes again; consumers know events by {@code metadata.uid}.
 *
 * @param bus its name or ARN
 */
public record EventBridgeSink(String name, Supplier<EventBridgeClient> client, String bus) implements EventSink {
    // Entries a call, and the bytes of all of them:
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
    private static final int MOST_ENTRIES = 10;
    private static final int MOST_BYTES = 256 * 1024;
    private static final String SOURCE = "grantkeeper";
    private static final String DETAIL_TYPE = "OCSF";

    @Override
    public List<Outcome> send(List<String> events) {
        List<Outcome> outcomes = new ArrayList<>();
        List<String> call = new ArrayList<>();
        int bytes = 0;
        for (String event : events) {
            int size = size(event);
            if (call.size() == MOST_ENTRIES || bytes + size > MOST_BYTES) {
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

    /** As AWS counts: the UTF-8 bytes of source, type and detail. */
    private static int size(String event) {
        return SOURCE.length() + DETAIL_TYPE.length() + event.getBytes(StandardCharsets.UTF_8).length;
    }

    private List<Outcome> put(List<String> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        if (size(events.getFirst()) > MOST_BYTES) {
            return List.of(new Outcome.Never(
                    "the event has %d bytes; EventBridge takes %d".formatted(size(events.getFirst()), MOST_BYTES)));
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
            // Entries are answered in the order of the request.
            return answer.entries().size() == events.size()
                    ? answer.entries().stream().map(EventBridgeSink::outcome).toList()
                    : Outcome.forAll(events.size(), new Outcome.Later("EventBridge did not answer for each event"));
        } catch (SdkException _) {
            return Outcome.forAll(events.size(), new Outcome.Later("EventBridge did not take the events"));
        }
    }

    private static Outcome outcome(PutEventsResultEntry entry) {
        return switch (entry.errorCode()) {
            case null -> new Outcome.Taken();
            case "MalformedDetail" -> new Outcome.Never("EventBridge refused the event: MalformedDetail");
            case String code -> new Outcome.Later("EventBridge refused the event: " + code);
        };
    }
}
