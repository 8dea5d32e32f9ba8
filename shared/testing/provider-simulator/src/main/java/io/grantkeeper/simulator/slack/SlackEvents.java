package io.grantkeeper.simulator.slack;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SlackTenant.Event;
import io.grantkeeper.simulator.http.DeliveryMode;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.WebhookSender;
import io.grantkeeper.simulator.http.WebhookSender.Receipt;
import io.grantkeeper.simulator.signing.HexDigests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slack's Events API. An event is pending until a test delivers it. Each delivery is signed, and a failed one
 * is retried up to three times.
 */
public final class SlackEvents {

    private static final int MAX_ATTEMPTS = 4;

    /** A delivery of an event, with the number of attempts and the receiver's last response. */
    public record Sent(String eventId, String type, int attempts, Receipt receipt) {}

    private final Company company;
    private final boolean organization;
    private final WebhookSender sender = new WebhookSender();

    SlackEvents(Company company, boolean organization) {
        this.company = company;
        this.organization = organization;
    }

    /**
     * Sends the verification challenge to a receiver, as Slack does when a request URL is configured, and returns the
     * receiver's response.
     */
    public Receipt verify(URI receiver, String secret) {
        byte[] body = SimulatorJson.write(
                object("token", "legacy", "challenge", "3eZbrw1aB10FEMAGAZd4FyFQ", "type", "url_verification"));
        return sender.post(receiver, headers(body, secret), body);
    }

    /**
     * Sends all pending events and returns the deliveries.
     *
     * @param secret the secret that signs the deliveries
     */
    public List<Sent> deliverTo(URI receiver, String secret, DeliveryMode mode) {
        List<Sent> sent = new ArrayList<>();
        for (Event event : mode.arrange(company.slack().takeEvents())) {
            sent.add(deliver(event, receiver, secret));
        }
        return List.copyOf(sent);
    }

    private Sent deliver(Event event, URI receiver, String secret) {
        byte[] body = body(event);
        Receipt receipt = sender.post(receiver, headers(body, secret), body);
        int attempts = 1;
        while (!receipt.ok() && attempts < MAX_ATTEMPTS) {
            Map<String, String> again = headers(body, secret);
            again.put("X-Slack-Retry-Num", Integer.toString(attempts));
            again.put("X-Slack-Retry-Reason", "http_error");
            receipt = sender.post(receiver, again, body);
            attempts++;
        }
        return new Sent(event.id(), String.valueOf(event.event().get("type")), attempts, receipt);
    }

    private byte[] body(Event event) {
        String place = company.slack().organization();
        return SimulatorJson.write(object(
                "token",
                "legacy",
                "team_id",
                event.workspace(),
                "enterprise_id",
                organization ? place : null,
                "api_app_id",
                "A00GRANTKEE",
                "event",
                event.event(),
                "type",
                "event_callback",
                "event_id",
                event.id(),
                "event_time",
                event.time().getEpochSecond(),
                "authorizations",
                List.of(object(
                        "enterprise_id",
                        organization ? place : null,
                        "team_id",
                        organization ? null : event.workspace(),
                        "is_bot",
                        false,
                        "is_enterprise_install",
                        organization))));
    }

    private Map<String, String> headers(byte[] body, String secret) {
        String time = Long.toString(company.clock().instant().getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        headers.put("X-Slack-Request-Timestamp", time);
        headers.put("X-Slack-Signature", "v0=" + signature(time, body, secret));
        return headers;
    }

    private static String signature(String time, byte[] body, String secret) {
        String signed = "v0:" + time + ":" + new String(body, StandardCharsets.UTF_8);
        return HexDigests.hmacSha256(secret, signed.getBytes(StandardCharsets.UTF_8));
    }
}
