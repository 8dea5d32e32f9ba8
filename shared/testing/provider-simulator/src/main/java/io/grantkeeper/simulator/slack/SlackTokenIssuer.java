package io.grantkeeper.simulator.slack;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Issues and revokes tokens: long-lived ones, and those of an app with token rotation. */
final class SlackTokenIssuer {

    /**
     * A token that was issued.
     *
     * @param bot whether it is a bot token
     * @param expires when it expires; empty if its app does not use token rotation
     */
    record IssuedToken(boolean bot, Optional<Instant> expires) {}

    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final int BYTES = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, IssuedToken> access = new ConcurrentHashMap<>();
    private final Map<String, Boolean> refresh = new ConcurrentHashMap<>();
    private final String clientId = "7261994412.7261994413";
    private final String clientSecret;

    SlackTokenIssuer(Clock clock) {
        this.clock = clock;
        this.clientSecret = code();
    }

    String clientId() {
        return clientId;
    }

    String clientSecret() {
        return clientSecret;
    }

    /** Issues a token that is valid until it is revoked. */
    String issue(boolean bot) {
        String token = (bot ? "xoxb-" : "xoxp-") + code();
        access.put(token, new IssuedToken(bot, Optional.empty()));
        return token;
    }

    /** Issues the first refresh token, as an installation does. */
    String issueRefresh() {
        String token = "xoxe-1-" + code();
        refresh.put(token, true);
        return token;
    }

    IssuedToken resolve(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            throw SlackError.of("not_authed");
        }
        IssuedToken holder = access.get(token);
        if (holder == null) {
            throw SlackError.of("invalid_auth");
        }
        if (holder.expires().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            throw SlackError.of("token_expired");
        }
        return holder;
    }

    void revoke(String token) {
        access.remove(token);
    }

    /** Exchanges a single-use refresh token for an access token and the next refresh token. */
    Map<String, @Nullable Object> rotate(Map<String, String> form) {
        if (!clientId.equals(form.get("client_id"))) {
            throw SlackError.of("invalid_client_id");
        }
        if (!clientSecret.equals(form.get("client_secret"))) {
            throw SlackError.of("bad_client_secret");
        }
        if (refresh.remove(form.getOrDefault("refresh_token", "")) == null) {
            throw SlackError.of("invalid_refresh_token");
        }
        String token = "xoxe.xoxp-1-" + code();
        access.put(token, new IssuedToken(false, Optional.of(clock.instant().plus(LIFETIME))));
        return object(
                "ok",
                true,
                "access_token",
                token,
                "refresh_token",
                issueRefresh(),
                "expires_in",
                LIFETIME.toSeconds(),
                "token_type",
                "user");
    }

    private String code() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
