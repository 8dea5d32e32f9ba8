package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.identity.work.Partition;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A push channel that finds failed deliveries to the app's webhook and requests them again, because GitHub does not
 * retry deliveries on its own. The app's webhook does not expire, so nothing is renewed. Without an app there is no
 * webhook, and the channel does nothing.
 */
final class GitHubPushChannel implements PushChannel {
    /**
     * The maximum age of a delivery that GitHub can redeliver. Source:
     * https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks
     */
    private static final Duration KEPT = Duration.ofDays(3);
    /**
     * The maximum number of attempts. A receiver that fails this many times is broken, so only the listings are read
     * again.
     */
    private static final int MAX_ATTEMPTS = 4;

    private static final int MAX_PAGES = 10;
    private static final int MAX_REDELIVERIES = 50;

    private final GitHubInstallationTokens tokens;

    GitHubPushChannel(GitHubInstallationTokens tokens) {
        this.tokens = tokens;
    }

    /** Returns false, because a GitHub App receives the events that it is registered for until it is uninstalled. */
    @Override
    public boolean hasSubscriptions() {
        return false;
    }

    @Override
    public MaintenanceResult maintain(ProviderSession session, List<Subscription> standing, Optional<URI> endpoint)
            throws ConnectorException {
        if (session.credential(GitHubCredentials.APP_PRIVATE_KEY).isEmpty()) {
            return new MaintenanceResult(standing, List.of());
        }
        GitHubClient api = new GitHubClient(session);
        Map<String, Attempts> events = attempts(session, api);
        Set<Partition> rereads = new LinkedHashSet<>();
        int redelivered = 0;
        for (Attempts attempts : events.values()) {
            if (attempts.delivered || !GitHubWebhookEvents.isHandled(attempts.event)) {
                continue;
            }
            GitHubWebhookEvents.affectedStreams(attempts.event).forEach(stream -> rereads.add(Partition.whole(stream)));
            if (attempts.count < MAX_ATTEMPTS && redelivered < MAX_REDELIVERIES) {
                redeliver(api, attempts.delivery);
                redelivered++;
            }
        }
        return new MaintenanceResult(standing, new ArrayList<>(rereads));
    }

    /** The result of all attempts to deliver one event. */
    private static final class Attempts {
        private final String event;
        private final String delivery;
        private int count;
        private boolean delivered;

        /**
         * Creates a result.
         *
         * @param delivery GitHub's id of the latest attempt
         */
        private Attempts(String event, String delivery) {
            this.event = event;
            this.delivery = delivery;
        }
    }

    /**
     * Returns the attempts, keyed by the GUID that all deliveries of an event share. GitHub lists the newest attempt
     * first.
     */
    private Map<String, Attempts> attempts(ProviderSession session, GitHubClient api) throws ConnectorException {
        Instant oldest = session.clock().instant().minus(KEPT);
        String installation = tokens.installation(session, api.settings());
        Map<String, Attempts> events = new LinkedHashMap<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            Map<String, String> parameters = new TreeMap<>();
            cursor.ifPresent(value -> parameters.put("cursor", value));
            ProviderResponse response =
                    api.page("/app/hook/deliveries", parameters, GitHubRateLimits.APP, GitHubCredentials.AS_APP);
            for (JsonNodeReader row : JsonNodeReader.of(response).elements()) {
                if (row.instant("delivered_at").isBefore(oldest)) {
                    return events;
                }
                if (!row.has("installation_id") || row.id("installation_id").equals(installation)) {
                    record(events, row);
                }
            }
            cursor = GitHubNextPage.of(response, "cursor");
            if (cursor.isEmpty()) {
                return events;
            }
        }
        return events;
    }

    private static void record(Map<String, Attempts> events, JsonNodeReader row) throws ConnectorException {
        Attempts attempts = events.get(row.text("guid"));
        if (attempts == null) {
            attempts = new Attempts(row.text("event"), row.id("id"));
            events.put(row.text("guid"), attempts);
        }
        long status = row.number("status_code");
        attempts.count++;
        attempts.delivered |= status >= 200 && status < 300;
    }

    /** Requests a redelivery. If GitHub refuses, nothing is lost, because the listings are read again in any case. */
    private static void redeliver(GitHubClient api, String delivery) throws ConnectorException {
        try {
            api.change(
                    Method.POST,
                    "/app/hook/deliveries/" + GitHubClient.encodeSegment(delivery) + "/attempts",
                    null,
                    GitHubRateLimits.APP,
                    GitHubCredentials.AS_APP);
        } catch (ConnectorException e) {
            if (!(e.problem() instanceof NotFound) && !(e.problem() instanceof UnexpectedResponse)) {
                throw e;
            }
        }
    }
}
