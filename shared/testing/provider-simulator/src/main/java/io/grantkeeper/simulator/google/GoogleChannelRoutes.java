package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The routes that open and stop push channels. */
final class GoogleChannelRoutes {

    /** The maximum lifetime of a report channel, regardless of what the caller requests. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final SimulatedPushChannels channels;

    GoogleChannelRoutes(SimulatedPushChannels channels) {
        this.channels = channels;
    }

    List<GoogleRoute> all() {
        return List.of(
                new GoogleRoute(
                        "POST",
                        "/admin/reports/v1/activity/users/{userKey}/applications/{application}/watch",
                        GoogleDoubleScopes.FOR_REPORTS,
                        GoogleRoute.Quota.REPORTS,
                        true,
                        this::watch),
                new GoogleRoute(
                        "POST",
                        "/admin/reports_v1/channels/stop",
                        GoogleDoubleScopes.FOR_REPORTS,
                        GoogleRoute.Quota.REPORTS,
                        true,
                        this::stop));
    }

    private SimulatorResponse watch(GoogleCall call) {
        JsonNode body = call.body();
        String id = body.path("id").asString("");
        if (!id.matches("[A-Za-z0-9_\\-+/=]{1,64}")
                || !body.path("type").asString("").equals("web_hook")) {
            return GoogleError.invalid("Invalid value for channel id or type");
        }
        Optional<URI> address = address(body.path("address").asString(""));
        if (address.isEmpty()) {
            return GoogleError.of(
                    401, "push.webhookUrlUnauthorized", "UNAUTHENTICATED", "Unauthorized WebHook callback channel");
        }
        String uri = "https://admin.googleapis.com" + call.request().path().replace("/watch", "") + "?alt=json";
        Instant now = call.now();
        var channel = new SimulatedPushChannel(
                id,
                UUID.nameUUIDFromBytes(uri.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 27),
                uri,
                address.get(),
                body.path("token").asString(""),
                call.variable("application"),
                call.request().parameter("eventName"),
                call.variable("userKey").equals("all")
                        ? Optional.empty()
                        : call.person().map(CompanyPerson::id),
                body.path("payload").asBoolean(false),
                now,
                expiration(body, now));
        if (!channels.add(channel)) {
            return GoogleError.of(400, "channelIdNotUnique", "INVALID_ARGUMENT", "Channel id " + id + " not unique");
        }
        return SimulatorResponse.json(
                200,
                object(
                        "kind", "api#channel",
                        "id", channel.id(),
                        "resourceId", channel.resourceId(),
                        "resourceUri", channel.resourceUri(),
                        "token", channel.token(),
                        "expiration", Long.toString(channel.expiration().toEpochMilli())));
    }

    /**
     * Parses a receiver's address. Google accepts only https addresses; the simulator also accepts the loopback
     * address. Returns empty for all others.
     */
    private static Optional<URI> address(String text) {
        try {
            URI uri = URI.create(text);
            boolean loopback = "http".equals(uri.getScheme())
                    && ("127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost()));
            return "https".equals(uri.getScheme()) || loopback ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /**
     * Returns the time when a channel expires. The request states it in milliseconds since the epoch, as a number or a
     * string.
     *
     * @param now the time from which the maximum lifetime counts
     */
    private static Instant expiration(JsonNode body, Instant now) {
        Instant latest = now.plus(LONGEST);
        long asked = body.path("expiration").asLong(0);
        Instant wanted = asked == 0 ? latest : Instant.ofEpochMilli(asked);
        return wanted.isAfter(latest) ? latest : wanted;
    }

    private SimulatorResponse stop(GoogleCall call) {
        JsonNode body = call.body();
        boolean stopped = channels.stop(
                body.path("id").asString(""), body.path("resourceId").asString(""));
        return stopped ? SimulatorResponse.empty(204) : GoogleError.notFound("channel");
    }
}
