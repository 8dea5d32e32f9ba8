package io.grantkeeper.simulator.okta;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Sender;
import io.grantkeeper.simulator.okta.OktaRows.LogEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells a receiver what happened: with the fixed header, two events in one delivery where they come close together. */
public final class OktaEventHooks {
    private static final int TOGETHER = 2;

    private final OktaOrganization organization;
    private final Sender sender = new Sender();

    OktaEventHooks(OktaOrganization organization) {
        this.organization = organization;
    }

    /** What waits to be told, one body a delivery. */
    public List<byte[]> takeBodies() {
        List<byte[]> bodies = new ArrayList<>();
        List<LogEntry> waiting = organization.takeUnsent();
        for (int from = 0; from < waiting.size(); from += TOGETHER) {
            bodies.add(body(waiting.subList(from, Math.min(from + TOGETHER, waiting.size()))));
        }
        return bodies;
    }

    /** Delivers what waits, each twice, as Okta may. */
    public List<Sender.Receipt> deliverTo(URI receiver, String authorization) {
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json", "Authorization", authorization, "User-Agent", "okta-event-hooks");
        List<Sender.Receipt> receipts = new ArrayList<>();
        for (byte[] body : takeBodies()) {
            receipts.add(sender.post(receiver, headers, body));
            receipts.add(sender.post(receiver, headers, body));
        }
        return receipts;
    }

    private byte[] body(List<LogEntry> entries) {
        return Json.write(object(
                "eventType", "com.okta.event_hook",
                "eventTypeVersion", "1.0",
                "cloudEventsVersion", "0.1",
                "source", "https://larkfield.okta.test/api/v1/eventHooks/wholk1",
                "eventId", "hook-" + entries.getFirst().uuid(),
                "data", object("events", entries.stream().map(LogShape::of).toList()),
                "eventTime", OktaShapes.time(organization.company().clock().instant()),
                "contentType", "application/json"));
    }
}
