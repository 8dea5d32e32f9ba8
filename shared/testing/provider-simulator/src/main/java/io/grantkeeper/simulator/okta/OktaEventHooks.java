package io.grantkeeper.simulator.okta;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.WebhookSender;
import io.grantkeeper.simulator.okta.OktaObjectTypes.LogEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Event hooks, which deliver pending events to a receiver. Each delivery has a fixed authorization header and combines
 * up to two consecutive events.
 */
public final class OktaEventHooks {
    private static final int TOGETHER = 2;

    private final OktaOrganization organization;
    private final WebhookSender sender = new WebhookSender();

    OktaEventHooks(OktaOrganization organization) {
        this.organization = organization;
    }

    /** Removes the pending events and returns them as one body per delivery. */
    public List<byte[]> takeBodies() {
        List<byte[]> bodies = new ArrayList<>();
        List<LogEntry> waiting = organization.takeUnsent();
        for (int from = 0; from < waiting.size(); from += TOGETHER) {
            bodies.add(body(waiting.subList(from, Math.min(from + TOGETHER, waiting.size()))));
        }
        return bodies;
    }

    /** Delivers the pending events. Each delivery is sent twice, because Okta may send duplicates. */
    public List<WebhookSender.Receipt> deliverTo(URI receiver, String authorization) {
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json", "Authorization", authorization, "User-Agent", "okta-event-hooks");
        List<WebhookSender.Receipt> receipts = new ArrayList<>();
        for (byte[] body : takeBodies()) {
            receipts.add(sender.post(receiver, headers, body));
            receipts.add(sender.post(receiver, headers, body));
        }
        return receipts;
    }

    private byte[] body(List<LogEntry> entries) {
        return SimulatorJson.write(object(
                "eventType", "com.okta.event_hook",
                "eventTypeVersion", "1.0",
                "cloudEventsVersion", "0.1",
                "source", "https://larkfield.okta.test/api/v1/eventHooks/wholk1",
                "eventId", "hook-" + entries.getFirst().uuid(),
                "data",
                        object(
                                "events",
                                entries.stream().map(OktaLogEventJson::of).toList()),
                "eventTime",
                        OktaResponseJson.time(organization.company().clock().instant()),
                "contentType", "application/json"));
    }
}
