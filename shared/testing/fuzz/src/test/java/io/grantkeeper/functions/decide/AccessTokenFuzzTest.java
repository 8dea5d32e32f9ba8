package io.grantkeeper.functions.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.util.Resource;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzes the verification of access tokens and of the issuer's keys. The class is in the verifier's package, because
 * the verifier is not public.
 */
@Timeout(300)
class AccessTokenFuzzTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    /** The issuer's public key, from RFC 7517, appendix A.1. */
    private static final String KEYS = """
            {"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",\
            "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"sig","kid":"1","alg":"ES256"}]}""";

    /** A token that names key 1 but has an invalid signature. */
    private static final String TOKEN = "eyJhbGciOiJFUzI1NiIsImtpZCI6IjEiLCJ0eXAiOiJhdCtqd3QifQ"
            + ".eyJpc3MiOiJodHRwczovL2xvZ2luLmFjbWUuZXhhbXBsZSIsImF1ZCI6ImdyYW50a2VlcGVyIiwic3ViIjoiYSJ9"
            + "." + "A".repeat(86);

    private static AccessTokenVerifier verifier(String keys) {
        return new AccessTokenVerifier(
                List.of(new DecideConfig.TokenIssuer(
                        "https://login.acme.example",
                        URI.create("https://login.acme.example/jwks"),
                        "grantkeeper",
                        Optional.empty())),
                _ -> new Resource(keys, "application/json"),
                CLOCK);
    }

    static Stream<Arguments> tokenSeeds() {
        return Stream.of(Arguments.of((Object) TOKEN.getBytes(UTF_8)));
    }

    @MethodSource("tokenSeeds")
    @FuzzTest
    void token(byte[] input) {
        assertThat(verifier(KEYS).verify(new String(input, UTF_8)))
                .isNotInstanceOf(AccessTokenVerifier.Result.Verified.class);
    }

    static Stream<Arguments> keysSeeds() {
        return Stream.of(Arguments.of((Object) KEYS.getBytes(UTF_8)));
    }

    @MethodSource("keysSeeds")
    @FuzzTest
    void keys(byte[] input) {
        assertThat(verifier(new String(input, UTF_8)).verify(TOKEN))
                .isNotInstanceOf(AccessTokenVerifier.Result.Verified.class);
    }
}
