package io.grantkeeper.aws.eventbridge;

import io.grantkeeper.signals.transmit.EventSink;
import io.grantkeeper.signals.transmit.SinkFailedException;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Puts OCSF events on a bus, ten a call, with the source {@code grantkeeper} and the detail type {@code OCSF}. Where one of
 * ten was not taken, all are sent again: consumers know them by {@code metadata.uid}.
 *
 * @param bus its name or ARN
 */
public record EventBridgeSink(String name, Supplier<EventBridgeClient> client, String bus) implements EventSink {
    private static final int A_CALL = 10;

    @Override
    public void send(List<String> events) throws SinkFailedException {
        for (int start = 0; start < events.size(); start += A_CALL) {
            List<PutEventsRequestEntry> entries =
                    events.subList(start, Math.min(start + A_CALL, events.size())).stream()
                            .map(event -> PutEventsRequestEntry.builder()
                                    .eventBusName(bus)
                                    .source("grantkeeper")
                                    .detailType("OCSF")
                                    .detail(event)
                                    .build())
                            .toList();
            try {
                PutEventsResponse answer = client.get().putEvents(request -> request.entries(entries));
                if (answer.failedEntryCount() > 0) {
                    String code = answer.entries().stream()
                            .map(entry -> entry.errorCode())
                            .filter(error -> error != null)
                            .findFirst()
                            .orElse("without a code");
                    throw new SinkFailedException("EventBridge refused %d of %d events: %s"
                            .formatted(answer.failedEntryCount(), entries.size(), code));
                }
            } catch (SdkException e) {
                throw new SinkFailedException("EventBridge did not take the events", e);
            }
        }
    }
}
