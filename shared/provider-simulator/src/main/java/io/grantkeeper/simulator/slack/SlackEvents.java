package io.grantkeeper.simulator.slack;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SlackTenant.Event;
import io.grantkeeper.simulator.http.DeliveryManner;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Sender;
import io.grantkeeper.simulator.http.Sender.Receipt;
import io.grantkeeper.simulator.signing.Digests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Events API: events wait until they are delivered, signed; one that fails is sent up to three times more. */
public final class SlackEvents {

    private static final int MOST_ATTEMPTS = 4;

    /** What was sent and what the receiver said, the last time it was tried. */
    public record Sent(String eventId, String type, int attempts, Receipt receipt) {}

    private final Company company;
    private final boolean organization;
    private final Sender sender = new Sender();

    SlackEvents(Company company, boolean organization) {
        this.company = company;
        this.organization = organization;
    }

    /** Asks the receiver for the challenge, as Slack does when an address is entered. */
    public Receipt verify(URI receiver, String secret) {
        byte[] body = Json.write(
                object("token", "legacy", "challenge", "3eZbrw1aB10FEMAGAZd4FyFQ", "type", "url_verification"));
        return sender.post(receiver, headers(body, secret), body);
    }

    /** Sends all that waits. */
    public List<Sent> deliverTo(URI receiver, String secret, DeliveryManner manner) {
        List<Sent> sent = new ArrayList<>();
        for (Event event : manner.arrange(company.slack().takeEvents())) {
            sent.add(deliver(event, receiver, secret));
        }
        return List.copyOf(sent);
    }

    private Sent deliver(Event event, URI receiver, String secret) {
        byte[] body = body(event);
        Receipt receipt = sender.post(receiver, headers(body, secret), body);
        int attempts = 1;
        while (!receipt.ok() && attempts < MOST_ATTEMPTS) {
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
        return Json.write(object(
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
        return Digests.hmacSha256(secret, signed.getBytes(StandardCharsets.UTF_8));
    }
}
