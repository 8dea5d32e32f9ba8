package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.identity.work.Partition;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A push channel with one subscription to user changes. Delta feeds cover every change for which Graph sends no
 * notifications. Every maintenance run renews the subscription, so a lifecycle notification that requests a renewal
 * needs no further handling.
 *
 * <p>The result contains every subscription that was created or renewed, even if something else failed; otherwise, the
 * next run would create these subscriptions again. An exception is thrown only if nothing succeeded.
 */
final class EntraPushChannel implements PushChannel {
    static final String NAME = "notifications:users";

    /** Graph's maximum lifetime of a subscription to users, 29 days, minus one hour for clock skew. */
    private static final Duration LIFETIME = Duration.ofDays(29).minusHours(1);

    private static final String RESOURCE = "users";

    /**
     * The purpose from which {@link PushChannelSecret} derives a subscription's clientState, which proves that a
     * notification comes from Microsoft Graph.
     */
    static final String CLIENT_STATE = "client-state";

    @Override
    public MaintenanceResult maintain(ProviderSession session, List<Subscription> active, Optional<URI> endpoint)
            throws ConnectorException {
        List<Subscription> kept = new ArrayList<>();
        Set<Partition> rereads = new LinkedHashSet<>();
        Optional<ConnectorException> trouble = Optional.empty();
        boolean anySuccess = false;
        for (GraphDeltaQuery feed : GraphDeltaQuery.ALL) {
            Optional<Subscription> last = find(active, feed.name());
            try {
                GraphDeltaQuery.FollowResult followed = feed.follow(session, last);
                kept.add(followed.next());
                rereads.addAll(followed.rereads());
                anySuccess = true;
            } catch (ConnectorException e) {
                last.ifPresent(kept::add);
                trouble = trouble.or(() -> Optional.of(e));
            }
        }
        Optional<Subscription> notified = find(active, NAME);
        Optional<PushChannelSecret> secret = PushChannelSecret.of(session);
        if (endpoint.isPresent() && secret.isPresent()) {
            try {
                Optional<Subscription> usable =
                        notified.filter(each -> each.resource().equals(openingDigest(secret.get(), endpoint.get())));
                Optional<Subscription> renewed = usable.isPresent() ? renew(session, usable.get()) : Optional.empty();
                if (renewed.isEmpty() && notified.isPresent()) {
                    // The subscription had expired or used another URL, so notifications were missed for a while.
                    rereads.add(Partition.whole(EntraUsersStream.ID));
                }
                kept.add(renewed.isPresent() ? renewed.get() : create(session, secret.get(), endpoint.get()));
                anySuccess = true;
                if (usable.isEmpty() && notified.isPresent()) {
                    end(session, notified.get());
                }
            } catch (ConnectorException e) {
                notified.ifPresent(kept::add);
                trouble = trouble.or(() -> Optional.of(e));
            }
        } else {
            notified.ifPresent(kept::add);
        }
        if (trouble.isPresent() && !anySuccess) {
            throw trouble.get();
        }
        return new MaintenanceResult(kept, List.copyOf(rereads));
    }

    private static Optional<Subscription> find(List<Subscription> active, String name) {
        return active.stream().filter(each -> each.stream().equals(name)).findFirst();
    }

    /** Renews the subscription. Returns empty if it no longer exists. */
    private static Optional<Subscription> renew(ProviderSession session, Subscription active)
            throws ConnectorException {
        Instant expires = expires(session);
        ObjectNode body = JsonMapper.shared().createObjectNode().put("expirationDateTime", expires.toString());
        try {
            EntraClient.send(
                    session,
                    Method.PATCH,
                    GraphRequestUri.of("subscriptions", active.id()),
                    EntraRateLimits.SUBSCRIPTIONS,
                    body,
                    true);
            return Optional.of(new Subscription(NAME, active.id(), active.resource(), expires));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Creates a subscription. Its URL for lifecycle notifications must be set now, because Graph does not allow
     * setting it later.
     */
    private static Subscription create(ProviderSession session, PushChannelSecret secret, URI endpoint)
            throws ConnectorException {
        String base = endpoint.toString().replaceFirst("(?<!/)/++$", "") + "/" + secret.pathPart();
        Instant expires = expires(session);
        ObjectNode body = JsonMapper.shared()
                .createObjectNode()
                .put("changeType", "updated,deleted")
                .put("notificationUrl", base + "/notifications")
                .put("lifecycleNotificationUrl", base + "/lifecycle")
                .put("resource", RESOURCE)
                .put("expirationDateTime", expires.toString())
                .put("clientState", secret.proof(CLIENT_STATE))
                .put("latestSupportedTlsVersion", "v1_2");
        JsonNodeReader answer = JsonNodeReader.of(EntraClient.send(
                session, Method.POST, GraphRequestUri.of("subscriptions"), EntraRateLimits.SUBSCRIPTIONS, body, false));
        return new Subscription(
                NAME,
                answer.nonBlank("id"),
                openingDigest(secret, endpoint),
                answer.optionalInstant("expirationDateTime").orElse(expires));
    }

    /**
     * Ends a subscription that was created with an outdated URL or client state. Graph does not allow changing either.
     * If the request fails, the subscription expires within a month.
     */
    private static void end(ProviderSession session, Subscription active) {
        try {
            EntraClient.send(
                    session,
                    Method.DELETE,
                    GraphRequestUri.of("subscriptions", active.id()),
                    EntraRateLimits.SUBSCRIPTIONS,
                    null,
                    true);
        } catch (ConnectorException _) {
            // The old subscription has already ended, or Graph refused to end it. The new one is active, and
            // notifications from the old one fail verification.
        }
    }

    /**
     * Returns a digest of the URL and the secret with which a subscription was created. The digest reveals neither of
     * them.
     */
    private static String openingDigest(PushChannelSecret secret, URI endpoint) {
        return RESOURCE + " " + secret.proof("opened/" + endpoint);
    }

    private static Instant expires(ProviderSession session) {
        return session.clock().instant().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
    }
}
