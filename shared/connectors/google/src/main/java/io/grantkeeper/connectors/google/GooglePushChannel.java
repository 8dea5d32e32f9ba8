package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.PushChannelSecret;
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
 * A push channel for each watched report. Google's channels cannot be extended, so a new one is opened well before the
 * old one expires. In the meantime, rows arrive twice, which is harmless.
 *
 * <p>The result contains all channels that were opened, even if another report's channel failed; otherwise the next run
 * would open them again. An exception is thrown only if no channel was opened.
 */
final class GooglePushChannel implements PushChannel {
    /** Google's maximum lifetime of a Reports API channel. */
    private static final Duration LIFETIME = Duration.ofHours(6);

    private static final Duration RENEW_BEFORE = Duration.ofHours(1);

    @Override
    public MaintenanceResult maintain(ProviderSession session, List<Subscription> standing, Optional<URI> endpoint)
            throws ConnectorException {
        Instant now = session.clock().instant();
        List<Subscription> alive = new ArrayList<>(
                standing.stream().filter(each -> each.expires().isAfter(now)).toList());
        Optional<PushChannelSecret> secret = PushChannelSecret.of(session);
        if (endpoint.isEmpty() || secret.isEmpty()) {
            return new MaintenanceResult(alive, List.of());
        }
        List<Subscription> opened = new ArrayList<>();
        Optional<ConnectorException> trouble = Optional.empty();
        Set<Partition> missed = new LinkedHashSet<>();
        for (GoogleReportWatch watch : GoogleReportWatch.ALL) {
            Optional<Instant> end = expiry(standing, watch);
            if (end.isEmpty() || !end.get().isAfter(now.plus(RENEW_BEFORE))) {
                try {
                    opened.add(open(session, watch, secret.get(), endpoint.get(), now));
                } catch (ConnectorException e) {
                    trouble = trouble.or(() -> Optional.of(e));
                }
            }
            end.filter(last -> !last.isAfter(now)).ifPresent(last -> missed.add(missedWindow(watch, last, now)));
        }
        if (trouble.isPresent() && opened.isEmpty()) {
            throw trouble.get();
        }
        alive.addAll(opened);
        return new MaintenanceResult(alive, List.copyOf(missed));
    }

    private static Optional<Instant> expiry(List<Subscription> standing, GoogleReportWatch watch) {
        return standing.stream()
                .filter(each -> each.stream().equals(watch.name()))
                .map(Subscription::expires)
                .max(Comparator.naturalOrder());
    }

    /** Returns the partition that covers the part of the log that was not pushed because no channel was open. */
    private static Partition missedWindow(GoogleReportWatch watch, Instant end, Instant now) {
        return new LogWindow(Optional.of(end.minus(RENEW_BEFORE)), now).addTo(Partition.whole(watch.stream()));
    }

    private static Subscription open(
            ProviderSession session, GoogleReportWatch watch, PushChannelSecret secret, URI endpoint, Instant now)
            throws ConnectorException {
        String channel = UUID.randomUUID().toString();
        GoogleRequestUri address =
                GoogleReportStream.activities(GoogleSettings.of(session), watch.application(), "watch");
        watch.event().ifPresent(event -> address.with("eventName", event));
        String limit = watch.event().isPresent() ? GoogleRateLimits.REPORTS_FILTERED : GoogleRateLimits.REPORTS;
        Body body = body(channel, secret, watch, endpoint, now.plus(LIFETIME));
        JsonNodeReader answer = JsonNodeReader.of(GoogleClient.post(session, address.uri(), limit, body, false));
        Instant expires =
                answer.optionalNumber("expiration").map(Instant::ofEpochMilli).orElseGet(() -> now.plus(LIFETIME));
        return new Subscription(
                watch.name(), channel, answer.optionalNonBlank("resourceId").orElse(""), expires);
    }

    private static Body body(
            String channel, PushChannelSecret secret, GoogleReportWatch watch, URI endpoint, Instant expires) {
        String base = endpoint.toString().replaceFirst("(?<!/)/++$", "");
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
