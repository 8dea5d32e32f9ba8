package io.grantkeeper.targets.webhook;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.AlertTargetException;
import io.grantkeeper.targets.OutboundAlert;
import io.grantkeeper.targets.http.AlertTargetHttpClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts findings to any server, signed according to Standard Webhooks 1.0.0. The id of a message stays the same when it
 * is sent again, so that the receiver can ignore duplicates.
 */
public final class StandardWebhookTarget implements AlertTarget {
    /** The maximum size of a message, in bytes, as recommended by the specification. */
    static final int MAX_BYTES = 20 * 1024;

    private final String id;
    private final URI url;
    private final Supplier<List<Secret>> keys;
    private final AlertTargetHttpClient http;
    private final Clock clock;

    /**
     * Creates a target.
     *
     * @param keys supplies the signing keys; more than one while keys are being rotated
     */
    public StandardWebhookTarget(
            String id, URI url, Supplier<List<Secret>> keys, AlertTargetHttpClient http, Clock clock) {
        this.id = id;
        this.url = url;
        this.keys = keys;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Definition definition() {
        return new Definition(id, "the webhook", Deduplication.BY_KEY);
    }

    @Override
    public TicketReference open(OutboundAlert alert, boolean mayExist) throws AlertTargetException {
        for (int details = alert.details().size(); ; details--) {
            String body = opened(alert, details);
            if (details == 0 || body.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
                post(alert.key() + "-opened", body);
                return TicketReference.of(alert.key());
            }
        }
    }

    private static String opened(OutboundAlert alert, int details) {
        ObjectNode message = message("finding.opened", alert.foundAt());
        ObjectNode data = message.putObject("data")
                .put("key", alert.key())
                .put("type", alert.typeCode())
                .put("severity", code(alert.severity()))
                .put("title", alert.title())
                .put("subject", alert.subject())
                .put("identity", alert.identity())
                .put("provider", alert.provider())
                .put("advice", alert.advice());
        alert.details().stream().limit(details).forEach(data.putArray("details")::add);
        return JsonTrees.write(message);
    }

    @Override
    public void changeSeverity(SeverityChange change) throws AlertTargetException {
        OutboundAlert alert = change.alert();
        ObjectNode message = message("finding.severity-changed", clock.instant());
        message.putObject("data")
                .put("key", alert.key())
                .put("title", alert.title())
                .put("severity", code(alert.severity()))
                .put("before", code(change.before()));
        post("%s-severity-%d".formatted(alert.key(), change.number()), JsonTrees.write(message));
    }

    private static String code(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close(Closing closing) throws AlertTargetException {
        ObjectNode message = message("finding.closed", clock.instant());
        message.putObject("data")
                .put("key", closing.key())
                .put("title", closing.title())
                .put("reason", closing.reason());
        post(closing.key() + "-closed", JsonTrees.write(message));
    }

    private static ObjectNode message(String type, Instant at) {
        return JsonTrees.object().put("type", type).put("timestamp", at.toString());
    }

    private void post(String message, String body) throws AlertTargetException {
        long now = clock.instant().getEpochSecond();
        String signature;
        try {
            signature = StandardWebhookSignature.sign(keys.get(), message, now, body.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw AlertTargetException.rejected("%s; check 'secret'".formatted(e.getMessage()));
        }
        AlertTargetHttpClient.Answer answer = http.send(new AlertTargetHttpClient.Call(
                "POST",
                url,
                Map.of(
                        "content-type",
                        "application/json",
                        "webhook-id",
                        message,
                        "webhook-timestamp",
                        String.valueOf(now),
                        "webhook-signature",
                        signature),
                body,
                true));
        if (!answer.isSuccess()) {
            throw http.refused(answer, "'secret'", "'url'");
        }
    }
}
