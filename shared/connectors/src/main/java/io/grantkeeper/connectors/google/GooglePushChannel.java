package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.webhook.ChannelSecret;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.identity.work.Partition;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps a push channel open for each watched report. A channel cannot be prolonged: a new one is opened well before the
 * old one ends, and for that while rows come twice, which does no harm. Old channels end by themselves.
 *
 * <p>What was opened is always handed back, also where another report's channel could not be opened: forgotten, it would
 * be opened anew at every tending. The trouble is told as soon as nothing else is left to open.
 */
final class GooglePushChannel implements PushChannel {
    /** The longest that Google lets a channel of the Reports API live. */
    private static final Duration LIFETIME = Duration.ofHours(6);

    private static final Duration RENEW_BEFORE = Duration.ofHours(1);

    @Override
    public Tended tend(ProviderSession session, List<Subscription> standing, Optional<URI> endpoint)
            throws ConnectorException {
        Instant now = session.clock().instant();
        List<Subscription> alive = new ArrayList<>(
                standing.stream().filter(each -> each.expires().isAfter(now)).toList());
        Optional<ChannelSecret> secret = ChannelSecret.of(session);
        if (endpoint.isEmpty() || secret.isEmpty()) {
            return new Tended(alive, List.of());
        }
        List<Subscription> opened = new ArrayList<>();
        Optional<ConnectorException> trouble = Optional.empty();
        Set<Partition> missed = new LinkedHashSet<>();
        for (Watch watch : Watch.ALL) {
            Optional<Instant> end = end(standing, watch);
            if (end.isEmpty() || !end.get().isAfter(now.plus(RENEW_BEFORE))) {
                try {
                    opened.add(open(session, watch, secret.get(), endpoint.get(), now));
                } catch (ConnectorException e) {
                    trouble = trouble.or(() -> Optional.of(e));
                }
            }
            end.filter(last -> !last.isAfter(now)).ifPresent(last -> missed.add(since(watch, last, now)));
        }
        if (trouble.isPresent() && opened.isEmpty()) {
            throw trouble.get();
        }
        alive.addAll(opened);
        return new Tended(alive, List.copyOf(missed));
    }

    private static Optional<Instant> end(List<Subscription> standing, Watch watch) {
        return standing.stream()
                .filter(each -> each.stream().equals(watch.name()))
                .map(Subscription::expires)
                .max(Comparator.naturalOrder());
    }

    /** Nothing was pushed since the last channel ended: the log tells what happened. */
    private static Partition since(Watch watch, Instant end, Instant now) {
        return new LogWindow(Optional.of(end.minus(RENEW_BEFORE)), now).addTo(Partition.whole(watch.stream()));
    }

    private static Subscription open(
            ProviderSession session, Watch watch, ChannelSecret secret, URI endpoint, Instant now)
            throws ConnectorException {
        String channel = UUID.randomUUID().toString();
        Address address = ReportStream.activities(GoogleSettings.of(session), watch.application(), "watch");
        watch.event().ifPresent(event -> address.with("eventName", event));
        String limit = watch.event().isPresent() ? Limits.REPORTS_FILTERED : Limits.REPORTS;
        Body body = body(channel, secret, watch, endpoint, now.plus(LIFETIME));
        JsonBody answer = JsonBody.of(Calls.post(session, address.uri(), limit, body, false));
        Instant expires =
                answer.optionalNumber("expiration").map(Instant::ofEpochMilli).orElseGet(() -> now.plus(LIFETIME));
        return new Subscription(
                watch.name(), channel, Read.optional(answer, "resourceId").orElse(""), expires);
    }

    private static Body body(String channel, ChannelSecret secret, Watch watch, URI endpoint, Instant expires) {
        String base = endpoint.toString().replaceFirst("/+$", "");
        ObjectNode content = JsonMapper.shared().createObjectNode();
        content.put("id", channel)
                .put("type", "web_hook")
                .put("address", base + "/" + secret.pathPart() + "/" + watch.application())
                .put("token", secret.proof("token/" + channel))
                .put("payload", true)
                .put("expiration", Long.toString(expires.toEpochMilli()));
        return new Body("application/json", content.toString());
    }
}
