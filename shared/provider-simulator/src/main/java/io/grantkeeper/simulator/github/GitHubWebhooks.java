package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubEvent;
import io.grantkeeper.simulator.http.DeliveryManner;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Sender;
import io.grantkeeper.simulator.signing.Digests;
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
 * The own app's webhook: messages wait until they are delivered, GitHub tries each once, and what failed can be asked
 * for again for three days.
 */
public final class GitHubWebhooks {

    private static final Duration KEPT = Duration.ofDays(3);

    private record Target(URI uri, String secret) {}

    private final Company company;
    private final OwnApp app;
    private final Sender sender = new Sender();
    private final List<Delivery> waiting = new ArrayList<>();
    private final List<Delivery> sent = new ArrayList<>();
    private Optional<Target> target = Optional.empty();
    private long nextId = 12_345_000L;

    GitHubWebhooks(Company company, OwnApp app) {
        this.company = company;
        this.app = app;
    }

    /** What happened since the last delivery, oldest first; looking does not take it away. */
    public synchronized List<Delivery> pending() {
        var payloads = new WebhookPayloads(company, app);
        for (GitHubEvent event : company.takeGitHubEvents()) {
            WebhookPayloads.Message message = payloads.of(event);
            waiting.add(new Delivery(
                    nextId++,
                    UUID.nameUUIDFromBytes(("delivery " + nextId).getBytes(StandardCharsets.UTF_8))
                            .toString(),
                    message.event(),
                    message.action(),
                    new String(Json.write(message.body()), StandardCharsets.UTF_8),
                    message.repositoryId(),
                    false,
                    company.clock().instant(),
                    Map.of(),
                    Optional.empty()));
        }
        return List.copyOf(waiting);
    }

    /** Sends all that waits, in order, each once. */
    public List<Delivery> deliverTo(URI uri, String secret) {
        return deliverTo(uri, secret, DeliveryManner.inOrder());
    }

    /** Sends all that waits, signed with the secret; the address and secret are kept for redeliveries. */
    public synchronized List<Delivery> deliverTo(URI uri, String secret, DeliveryManner manner) {
        var to = new Target(uri, secret);
        target = Optional.of(to);
        List<Delivery> attempts = new ArrayList<>();
        for (Delivery message : manner.arrange(pending())) {
            attempts.add(attempt(message, to, false));
        }
        waiting.clear();
        return List.copyOf(attempts);
    }

    /** All that waits is lost, as when the receiver was down and no one noticed; it can still be redelivered. */
    public synchronized List<Delivery> loseAll() {
        List<Delivery> attempts = new ArrayList<>();
        for (Delivery message : pending()) {
            var receipt = new Sender.Receipt(502, "failed to connect to host", Map.of(), "");
            attempts.add(
                    remember(message.attempted(nextId++, false, company.clock().instant(), Map.of(), receipt)));
        }
        waiting.clear();
        return List.copyOf(attempts);
    }

    /** Where redeliveries go until something was delivered elsewhere. */
    public synchronized void configure(URI uri, String secret) {
        target = Optional.of(new Target(uri, secret));
    }

    /** Attempts of the last three days, the newest first. */
    public synchronized List<Delivery> deliveries() {
        Instant oldest = company.clock().instant().minus(KEPT);
        return sent.stream()
                .filter(delivery -> delivery.at().isAfter(oldest))
                .sorted(Comparator.comparingLong(Delivery::id).reversed())
                .toList();
    }

    /** Sends a message again under its old guid; answers whether there is such an attempt to repeat. */
    synchronized boolean redeliver(long id) {
        Optional<Delivery> found =
                deliveries().stream().filter(delivery -> delivery.id() == id).findFirst();
        found.ifPresent(delivery -> target.ifPresent(to -> attempt(delivery, to, true)));
        return found.isPresent();
    }

    private Delivery attempt(Delivery message, Target to, boolean again) {
        Map<String, String> headers = headers(message, to.secret());
        Sender.Receipt receipt = sender.post(to.uri(), headers, message.body());
        return remember(message.attempted(nextId++, again, company.clock().instant(), headers, receipt));
    }

    private Delivery remember(Delivery attempt) {
        sent.add(attempt);
        return attempt;
    }

    private Map<String, String> headers(Delivery message, String secret) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "GitHub-Hookshot/44c2a61");
        headers.put("X-GitHub-Delivery", message.guid());
        headers.put("X-GitHub-Event", message.event());
        headers.put("X-GitHub-Hook-ID", Long.toString(app.hookId()));
        headers.put("X-GitHub-Hook-Installation-Target-ID", Long.toString(app.id()));
        headers.put("X-GitHub-Hook-Installation-Target-Type", "integration");
        headers.put("X-Hub-Signature", "sha1=" + Digests.hmacSha1(secret, message.body()));
        headers.put("X-Hub-Signature-256", "sha256=" + Digests.hmacSha256(secret, message.body()));
        return headers;
    }
}
