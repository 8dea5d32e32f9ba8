package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.http.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Opens and stops push channels. */
final class ChannelRoutes {

    /** Whatever a caller asks for, a channel of the reports lives no longer. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final PushChannels channels;

    ChannelRoutes(PushChannels channels) {
        this.channels = channels;
    }

    List<GoogleRoute> all() {
        return List.of(
                new GoogleRoute(
                        "POST",
                        "/admin/reports/v1/activity/users/{userKey}/applications/{application}/watch",
                        Scopes.FOR_REPORTS,
                        GoogleRoute.Quota.REPORTS,
                        true,
                        this::watch),
                new GoogleRoute(
                        "POST",
                        "/admin/reports_v1/channels/stop",
                        Scopes.FOR_REPORTS,
                        GoogleRoute.Quota.REPORTS,
                        true,
                        this::stop));
    }

    private Response watch(GoogleCall call) {
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
        var channel = new PushChannel(
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
                        : call.person().map(Person::id),
                body.path("payload").asBoolean(false),
                now,
                expiration(body, now));
        if (!channels.add(channel)) {
            return GoogleError.of(400, "channelIdNotUnique", "INVALID_ARGUMENT", "Channel id " + id + " not unique");
        }
        return Response.json(
                200,
                object(
                        "kind", "api#channel",
                        "id", channel.id(),
                        "resourceId", channel.resourceId(),
                        "resourceUri", channel.resourceUri(),
                        "token", channel.token(),
                        "expiration", Long.toString(channel.expiration().toEpochMilli())));
    }

    /** Google takes only https; the simulator takes the loopback address too. */
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

    /** Milliseconds since the epoch, as a number or in a string. */
    private static Instant expiration(JsonNode body, Instant now) {
        Instant latest = now.plus(LONGEST);
        long asked = body.path("expiration").asLong(0);
        Instant wanted = asked == 0 ? latest : Instant.ofEpochMilli(asked);
        return wanted.isAfter(latest) ? latest : wanted;
    }

    private Response stop(GoogleCall call) {
        JsonNode body = call.body();
        boolean stopped = channels.stop(
                body.path("id").asString(""), body.path("resourceId").asString(""));
        return stopped ? Response.empty(204) : GoogleError.notFound("channel");
    }
}
