package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.AuthZenHttpRequest;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.identity.Sha256;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Authenticates callers by an API key ({@code X-API-Key}, or as a bearer token) or by an OAuth 2.0 access token.
 * Compares the digest of a key with every configured digest in constant time, so that the response time reveals nothing
 * about the keys.
 */
final class CallerAuthenticator implements CallerAuthentication {
    private static final String CHALLENGE = "Bearer realm=\"grantkeeper\"";
    private static final String INVALID = CHALLENGE + ", error=\"invalid_token\"";

    private final Map<String, byte[]> keys = new HashMap<>();
    private final AccessTokenVerifier tokens;

    CallerAuthenticator(List<DecideConfig.ApiKey> keys, AccessTokenVerifier tokens) {
        keys.forEach(key -> this.keys.put(key.id(), HexFormat.of().parseHex(key.sha256())));
        this.tokens = tokens;
    }

    @Override
    public Outcome authenticate(AuthZenHttpRequest call) {
        Optional<String> key = call.header("X-API-Key");
        if (key.isPresent()) {
            return byKey(key.get()).orElseGet(() -> new Outcome.Unknown(CHALLENGE, "the API key is not valid"));
        }
        if (call.header("Authorization").isEmpty()) {
            return new Outcome.Unknown(CHALLENGE, "send an API key in X-API-Key, or an access token in Authorization");
        }
        Optional<String> token = call.bearerToken();
        if (token.isEmpty()) {
            return new Outcome.Unknown(CHALLENGE, "Authorization must be 'Bearer' followed by a token");
        }
        return byKey(token.get()).orElseGet(() -> byToken(token.get()));
    }

    private Optional<Outcome> byKey(String key) {
        byte[] digest = sha256(key);
        Optional<Outcome> found = Optional.empty();
        for (Map.Entry<String, byte[]> known : keys.entrySet()) {
            if (MessageDigest.isEqual(known.getValue(), digest)) {
                found = Optional.of(new Outcome.Known(AuthZenCaller.named(known.getKey())));
            }
        }
        return found;
    }

    private Outcome byToken(String token) {
        return switch (tokens.verify(token)) {
            case AccessTokenVerifier.Result.Verified(AuthZenCaller caller) -> new Outcome.Known(caller);
            case AccessTokenVerifier.Result.Refused(String why) -> new Outcome.Unknown(INVALID, why);
            case AccessTokenVerifier.Result.Unavailable(String why) -> new Outcome.Unavailable(why);
        };
    }

    private static byte[] sha256(String text) {
        return Sha256.of(text);
    }
}
