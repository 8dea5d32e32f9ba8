package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.Caller;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.authzen.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows callers by an API key ({@code X-API-Key}, or as a bearer token) or by an OAuth 2.0 access token. A key is
 * compared by its digest, with every one there is, in constant time: how long it takes tells nothing.
 */
final class Callers implements CallerAuthentication {
    private static final String CHALLENGE = "Bearer realm=\"grantkeeper\"";
    private static final String INVALID = CHALLENGE + ", error=\"invalid_token\"";
    private static final String BEARER = "Bearer ";

    private final Map<String, byte[]> keys = new HashMap<>();
    private final TokenVerifier tokens;

    Callers(List<DecideConfig.ApiKey> keys, TokenVerifier tokens) {
        keys.forEach(key -> this.keys.put(key.id(), HexFormat.of().parseHex(key.sha256())));
        this.tokens = tokens;
    }

    @Override
    public Outcome authenticate(HttpCall call) {
        Optional<String> key = call.header("X-API-Key");
        if (key.isPresent()) {
            return byKey(key.get()).orElseGet(() -> new Outcome.Unknown(CHALLENGE, "the API key is none of ours"));
        }
        Optional<String> authorization = call.header("Authorization");
        if (authorization.isEmpty()) {
            return new Outcome.Unknown(CHALLENGE, "send an API key in X-API-Key, or an access token in Authorization");
        }
        if (!authorization.get().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return new Outcome.Unknown(CHALLENGE, "Authorization must be 'Bearer' and a token");
        }
        String token = authorization.get().substring(BEARER.length()).strip();
        return byKey(token).orElseGet(() -> byToken(token));
    }

    private Optional<Outcome> byKey(String key) {
        byte[] digest = sha256(key);
        Optional<Outcome> found = Optional.empty();
        for (Map.Entry<String, byte[]> known : keys.entrySet()) {
            if (MessageDigest.isEqual(known.getValue(), digest)) {
                found = Optional.of(new Outcome.Known(Caller.named(known.getKey())));
            }
        }
        return found;
    }

    private Outcome byToken(String token) {
        return switch (tokens.verify(token)) {
            case TokenVerifier.Result.Genuine(Caller caller) -> new Outcome.Known(caller);
            case TokenVerifier.Result.Refused(String why) -> new Outcome.Unknown(INVALID, why);
            case TokenVerifier.Result.Unavailable(String why) -> new Outcome.Unavailable(why);
        };
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
