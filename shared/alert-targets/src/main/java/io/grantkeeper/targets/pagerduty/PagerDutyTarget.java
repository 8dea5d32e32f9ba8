package io.grantkeeper.targets.pagerduty;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.AlertTargetException;
import io.grantkeeper.targets.OutboundAlert;
import io.grantkeeper.targets.http.AlertTargetHttpClient;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends events to PagerDuty's Events API v2. PagerDuty combines events that have the same {@code dedup_key} into one
 * alert until that alert is resolved. PagerDuty answers 202 and processes the event later. Source:
 * https://developer.pagerduty.com/docs/events-api-v2-overview
 */
public final class PagerDutyTarget implements AlertTarget {
    public static final URI US = URI.create("https://events.pagerduty.com/");
    public static final URI EU = URI.create("https://events.eu.pagerduty.com/");

    /** The maximum length of {@code payload.summary}. */
    private static final int MAX_SUMMARY = 1_024;

    private static final int ACCEPTED = 202;

    private final String id;
    private final URI base;
    private final Supplier<Secret> routingKey;
    private final AlertTargetHttpClient http;

    /**
     * Creates a target.
     *
     * @param base {@link #US}, {@link #EU} or a test double's URL
     * @param routingKey supplies the integration key of a service or an event orchestration
     */
    public PagerDutyTarget(String id, URI base, Supplier<Secret> routingKey, AlertTargetHttpClient http) {
        this.id = id;
        this.base = base;
        this.routingKey = routingKey;
        this.http = http;
    }

    @Override
    public Definition definition() {
        return new Definition(id, "PagerDuty", Deduplication.BY_KEY);
    }

    @Override
    public TicketReference open(OutboundAlert alert, boolean mayExist) throws AlertTargetException {
        trigger(alert);
        return TicketReference.of(alert.key());
    }

    private void trigger(OutboundAlert alert) throws AlertTargetException {
        ObjectNode event = event("trigger", alert.key()).put("client", "Grantkeeper");
        ObjectNode payload = event.putObject("payload")
                .put("summary", OutboundAlert.truncate(alert.title(), MAX_SUMMARY))
                .put("source", alert.identity())
                .put("severity", severity(alert.severity()))
                .put("timestamp", alert.foundAt().toString())
                .put("component", alert.subject())
                .put("group", alert.provider())
                .put("class", alert.typeCode());
        ObjectNode details = payload.putObject("custom_details").put("advice", alert.advice());
        alert.details().forEach(details.withArray("details")::add);
        enqueue(event);
    }

    /** Sends another event with the same key, which PagerDuty adds to the open alert. */
    @Override
    public void changeSeverity(SeverityChange change) throws AlertTargetException {
        trigger(change.alert());
    }

    @Override
    public void close(Closing closing) throws AlertTargetException {
        enqueue(event("resolve", closing.key()));
    }

    private ObjectNode event(String action, String key) {
        return JsonTrees.object()
                .put("routing_key", routingKey.get().reveal())
                .put("event_action", action)
                .put("dedup_key", key);
    }

    private void enqueue(ObjectNode event) throws AlertTargetException {
        AlertTargetHttpClient.Answer answer = http.send(new AlertTargetHttpClient.Call(
                "POST",
                base.resolve("v2/enqueue"),
                Map.of("content-type", "application/json"),
                JsonTrees.write(event),
                true));
        if (answer.status() == 400) {
            throw AlertTargetException.rejected("PagerDuty answered 400; check 'routingKey'");
        }
        if (answer.status() != ACCEPTED) {
            throw http.refused(answer, "'routingKey'", "'region'");
        }
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "critical";
            case HIGH -> "error";
            case MEDIUM, UNKNOWN -> "warning";
            case LOW -> "info";
        };
    }
}
