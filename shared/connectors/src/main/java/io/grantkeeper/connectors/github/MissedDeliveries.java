package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
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
 * GitHub delivers once and never again by itself, so failed deliveries to the app's webhook are looked for and asked for
 * again. An organisation's subscription does not expire: there is nothing to renew. Without an app there is no webhook
 * of ours, and nothing is done.
 */
final class MissedDeliveries implements PushChannel {
    /** GitHub redelivers what is no older. Source: docs.github.com, "Redelivering webhooks". */
    private static final Duration KEPT = Duration.ofDays(3);
    /** A receiver that fails this often is broken: the listings are read again in its place. */
    private static final int MOST_ATTEMPTS = 4;

    private static final int MOST_PAGES = 10;
    private static final int MOST_REDELIVERIES = 50;

    private final InstallationTokens tokens;

    MissedDeliveries(InstallationTokens tokens) {
        this.tokens = tokens;
    }

    /** A GitHub App hears what it is registered for, until it is uninstalled. */
    @Override
    public boolean hasSubscriptions() {
        return false;
    }

    @Override
    public Tended tend(ProviderSession session, List<Subscription> standing, Optional<URI> endpoint)
            throws ConnectorException {
        if (session.credential(GitHubCredentials.APP_PRIVATE_KEY).isEmpty()) {
            return new Tended(standing, List.of());
        }
        GitHubApi api = new GitHubApi(session);
        Map<String, Attempts> events = attempts(session, api);
        Set<Partition> rereads = new LinkedHashSet<>();
        int redelivered = 0;
        for (Attempts attempts : events.values()) {
            if (attempts.delivered || !WebhookEvents.isHeard(attempts.event)) {
                continue;
            }
            WebhookEvents.streams(attempts.event).forEach(stream -> rereads.add(Partition.whole(stream)));
            if (attempts.count < MOST_ATTEMPTS && redelivered < MOST_REDELIVERIES) {
                redeliver(api, attempts.delivery);
                redelivered++;
            }
        }
        return new Tended(standing, new ArrayList<>(rereads));
    }

    /** What became of one event. */
    private static final class Attempts {
        private final String event;
        private final String delivery;
        private int count;
        private boolean delivered;

        /** @param delivery GitHub's id of the newest attempt */
        private Attempts(String event, String delivery) {
            this.event = event;
            this.delivery = delivery;
        }
    }

    /** By event, newest first, as GitHub lists them. */
    private Map<String, Attempts> attempts(ProviderSession session, GitHubApi api) throws ConnectorException {
        Instant oldest = session.clock().instant().minus(KEPT);
        String installation = tokens.installation(session, api.settings());
        Map<String, Attempts> events = new LinkedHashMap<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, String> parameters = new TreeMap<>();
            cursor.ifPresent(value -> parameters.put("cursor", value));
            ProviderResponse response =
                    api.page("/app/hook/deliveries", parameters, GitHubLimits.APP, GitHubCredentials.AS_APP);
            for (JsonBody row : JsonBody.of(response).elements()) {
                if (row.instant("delivered_at").isBefore(oldest)) {
                    return events;
                }
                if (!row.has("installation_id") || row.id("installation_id").equals(installation)) {
                    note(events, row);
                }
            }
            cursor = NextPage.of(response, "cursor");
            if (cursor.isEmpty()) {
                return events;
            }
        }
        return events;
    }

    private static void note(Map<String, Attempts> events, JsonBody row) throws ConnectorException {
        Attempts attempts = events.get(row.text("guid"));
        if (attempts == null) {
            attempts = new Attempts(row.text("event"), row.id("id"));
            events.put(row.text("guid"), attempts);
        }
        long status = row.number("status_code");
        attempts.count++;
        attempts.delivered |= status >= 200 && status < 300;
    }

    /** What GitHub will not redeliver any more is read again anyway. */
    private static void redeliver(GitHubApi api, String delivery) throws ConnectorException {
        try {
            api.change(
                    Method.POST,
                    "/app/hook/deliveries/" + GitHubApi.segment(delivery) + "/attempts",
                    null,
                    GitHubLimits.APP,
                    GitHubCredentials.AS_APP);
        } catch (ConnectorException e) {
            if (!(e.problem() instanceof NotFound) && !(e.problem() instanceof UnexpectedResponse)) {
                throw e;
            }
        }
    }
}
