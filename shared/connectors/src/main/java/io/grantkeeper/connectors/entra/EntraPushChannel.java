package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.webhook.ChannelSecret;
import io.grantkeeper.connector.webhook.PushChannel;
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
 * Keeps one subscription to changes of users, and follows the deltas of everything that Graph sends no notifications of.
 * Every tending renews the subscription, which is also the answer to a lifecycle notification that asks for it.
 *
 * <p>What succeeded is always handed back, also where something else failed: forgotten, it would be made anew at every
 * tending. The trouble is told as soon as nothing else succeeds.
 */
final class EntraPushChannel implements PushChannel {
    static final String NAME = "notifications:users";

    /** Graph's longest life of a subscription to users: 29 days. An hour less, since clocks differ. */
    private static final Duration LIFETIME = Duration.ofDays(29).minusHours(1);

    private static final String RESOURCE = "users";

    /** What the proof of a subscription is derived for. */
    static final String CLIENT_STATE = "client-state";

    @Override
    public Tended tend(ProviderSession session, List<Subscription> standing, Optional<URI> endpoint)
            throws ConnectorException {
        List<Subscription> kept = new ArrayList<>();
        Set<Partition> rereads = new LinkedHashSet<>();
        Optional<ConnectorException> trouble = Optional.empty();
        boolean anySuccess = false;
        for (DeltaFeed feed : DeltaFeed.ALL) {
            Optional<Subscription> last = find(standing, feed.name());
            try {
                DeltaFeed.Followed followed = feed.follow(session, last);
                kept.add(followed.next());
                rereads.addAll(followed.rereads());
                anySuccess = true;
            } catch (ConnectorException e) {
                last.ifPresent(kept::add);
                trouble = trouble.or(() -> Optional.of(e));
            }
        }
        Optional<Subscription> notified = find(standing, NAME);
        Optional<ChannelSecret> secret = ChannelSecret.of(session);
        if (endpoint.isPresent() && secret.isPresent()) {
            try {
                Optional<Subscription> usable =
                        notified.filter(each -> each.resource().equals(openedWith(secret.get(), endpoint.get())));
                Optional<Subscription> renewed = usable.isPresent() ? renew(session, usable.get()) : Optional.empty();
                if (renewed.isEmpty() && notified.isPresent()) {
                    // It had ended or led elsewhere, and notifications were missed for a while.
                    rereads.add(Partition.whole(UsersStream.ID));
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
        return new Tended(kept, List.copyOf(rereads));
    }

    private static Optional<Subscription> find(List<Subscription> standing, String name) {
        return standing.stream().filter(each -> each.stream().equals(name)).findFirst();
    }

    /** Empty where the subscription is there no more. */
    private static Optional<Subscription> renew(ProviderSession session, Subscription standing)
            throws ConnectorException {
        Instant expires = expires(session);
        ObjectNode body = JsonMapper.shared().createObjectNode().put("expirationDateTime", expires.toString());
        try {
            Calls.send(
                    session,
                    Method.PATCH,
                    Address.of("subscriptions", standing.id()),
                    Limits.SUBSCRIPTIONS,
                    body,
                    true);
            return Optional.of(new Subscription(NAME, standing.id(), standing.resource(), expires));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The address for lifecycle notifications can be given here only. */
    private static Subscription create(ProviderSession session, ChannelSecret secret, URI endpoint)
            throws ConnectorException {
        String base = endpoint.toString().replaceFirst("/+$", "") + "/" + secret.pathPart();
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
        JsonBody answer = JsonBody.of(
                Calls.send(session, Method.POST, Address.of("subscriptions"), Limits.SUBSCRIPTIONS, body, false));
        return new Subscription(
                NAME,
                Read.required(answer, "id"),
                openedWith(secret, endpoint),
                answer.optionalInstant("expirationDateTime").orElse(expires));
    }

    /** One whose address or proof is ours no more; Graph lets neither be changed. Left alone it ends within a month. */
    private static void end(ProviderSession session, Subscription standing) {
        try {
            Calls.send(
                    session,
                    Method.DELETE,
                    Address.of("subscriptions", standing.id()),
                    Limits.SUBSCRIPTIONS,
                    null,
                    true);
        } catch (ConnectorException _) {
            // Gone already, or refused; the new one stands, and what the old one sends is refused by its proof.
        }
    }

    /** By which address and which secret a subscription is opened, without a word of either. */
    private static String openedWith(ChannelSecret secret, URI endpoint) {
        return RESOURCE + " " + secret.proof("opened/" + endpoint);
    }

    private static Instant expires(ProviderSession session) {
        return session.clock().instant().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
    }
}
