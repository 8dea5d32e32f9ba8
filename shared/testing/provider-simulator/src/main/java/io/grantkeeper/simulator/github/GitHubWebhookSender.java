package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubEvent;
import io.grantkeeper.simulator.http.DeliveryMode;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.WebhookSender;
import io.grantkeeper.simulator.signing.HexDigests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The webhooks of Grantkeeper's own app. A message is pending until a test delivers it. GitHub attempts each
 * delivery once; the app can request redelivery of a failed one for three days.
 */
public final class GitHubWebhookSender {

    private static final Duration KEPT = Duration.ofDays(3);

    private record Target(URI uri, String secret) {}

    private final Company company;
    private final GrantkeeperGitHubApp app;
    private final WebhookSender sender = new WebhookSender();
    private final List<SimulatedWebhookDelivery> waiting = new ArrayList<>();
    private final List<SimulatedWebhookDelivery> sent = new ArrayList<>();
    private Optional<Target> target = Optional.empty();
    private long nextId = 12_345_000L;

    GitHubWebhookSender(Company company, GrantkeeperGitHubApp app) {
        this.company = company;
        this.app = app;
    }

    /** Returns the messages added since the last delivery, oldest first, without removing them. */
    public synchronized List<SimulatedWebhookDelivery> pending() {
        var payloads = new GitHubWebhookPayloads(company, app);
        for (GitHubEvent event : company.takeGitHubEvents()) {
            GitHubWebhookPayloads.Message message = payloads.of(event);
            waiting.add(new SimulatedWebhookDelivery(
                    nextId++,
                    UUID.nameUUIDFromBytes(("delivery " + nextId).getBytes(StandardCharsets.UTF_8))
                            .toString(),
                    message.event(),
                    message.action(),
                    new String(SimulatorJson.write(message.body()), StandardCharsets.UTF_8),
                    message.repositoryId(),
                    false,
                    company.clock().instant(),
                    Map.of(),
                    Optional.empty()));
        }
        return List.copyOf(waiting);
    }

    /**
     * Sends each pending message once, in order, and returns the delivery attempts.
     *
     * @param secret the secret that signs the messages
     */
    public List<SimulatedWebhookDelivery> deliverTo(URI uri, String secret) {
        return deliverTo(uri, secret, DeliveryMode.inOrder());
    }

    /**
     * Sends the pending messages and returns the delivery attempts. Redeliveries use the same address and secret.
     *
     * @param secret the secret that signs the messages
     */
    public synchronized List<SimulatedWebhookDelivery> deliverTo(URI uri, String secret, DeliveryMode mode) {
        var to = new Target(uri, secret);
        target = Optional.of(to);
        List<SimulatedWebhookDelivery> attempts = new ArrayList<>();
        for (SimulatedWebhookDelivery message : mode.arrange(pending())) {
            attempts.add(attempt(message, to, false));
        }
        waiting.clear();
        return List.copyOf(attempts);
    }

    /**
     * Fails the delivery of all pending messages, as if the receiver were down. The messages can still be redelivered.
     */
    public synchronized List<SimulatedWebhookDelivery> loseAll() {
        List<SimulatedWebhookDelivery> attempts = new ArrayList<>();
        for (SimulatedWebhookDelivery message : pending()) {
            var receipt = new WebhookSender.Receipt(502, "failed to connect to host", Map.of(), "");
            attempts.add(addAttempt(
                    message.withAttempt(nextId++, false, company.clock().instant(), Map.of(), receipt)));
        }
        waiting.clear();
        return List.copyOf(attempts);
    }

    /** Sets the address and secret for redeliveries, until the next delivery sets its own. */
    public synchronized void configure(URI uri, String secret) {
        target = Optional.of(new Target(uri, secret));
    }

    /** Returns the delivery attempts of the last three days, newest first. */
    public synchronized List<SimulatedWebhookDelivery> deliveries() {
        Instant oldest = company.clock().instant().minus(KEPT);
        return sent.stream()
                .filter(delivery -> delivery.at().isAfter(oldest))
                .sorted(Comparator.comparingLong(SimulatedWebhookDelivery::id).reversed())
                .toList();
    }

    /**
     * Sends the message of an earlier attempt again, with the same GUID.
     *
     * @param id the id of the earlier attempt
     * @return whether that attempt was made in the last three days
     */
    synchronized boolean redeliver(long id) {
        Optional<SimulatedWebhookDelivery> found =
                deliveries().stream().filter(delivery -> delivery.id() == id).findFirst();
        found.ifPresent(delivery -> target.ifPresent(to -> attempt(delivery, to, true)));
        return found.isPresent();
    }

    private SimulatedWebhookDelivery attempt(SimulatedWebhookDelivery message, Target to, boolean again) {
        Map<String, String> headers = headers(message, to.secret());
        WebhookSender.Receipt receipt = sender.post(to.uri(), headers, message.body());
        return addAttempt(message.withAttempt(nextId++, again, company.clock().instant(), headers, receipt));
    }

    private SimulatedWebhookDelivery addAttempt(SimulatedWebhookDelivery attempt) {
        sent.add(attempt);
        return attempt;
    }

    private Map<String, String> headers(SimulatedWebhookDelivery message, String secret) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "GitHub-Hookshot/44c2a61");
        headers.put("X-GitHub-Delivery", message.guid());
        headers.put("X-GitHub-Event", message.event());
        headers.put("X-GitHub-Hook-ID", Long.toString(app.hookId()));
        headers.put("X-GitHub-Hook-Installation-Target-ID", Long.toString(app.id()));
        headers.put("X-GitHub-Hook-Installation-Target-Type", "integration");
        headers.put("X-Hub-Signature", "sha1=" + HexDigests.hmacSha1(secret, message.body()));
        headers.put("X-Hub-Signature-256", "sha256=" + HexDigests.hmacSha256(secret, message.body()));
        return headers;
    }
}
