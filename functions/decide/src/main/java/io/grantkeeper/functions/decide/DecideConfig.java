package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.identity.Sha256;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the decision point, from the member {@code decisions} of the configuration.
 *
 * @param publicUrl the URL at which callers reach the decision point
 * @param apiKeys the callers that authenticate with a key
 * @param tokens the issuers whose OAuth 2.0 access tokens are accepted
 * @param tags the security team's tags, each with the IDs, product IDs or client IDs of the identities that have the
 *     tag
 * @param answerWithinMinutes how long an owner has to answer an access request; 1,440 (one day) if omitted
 * @param approvedForMinutes how long an approval is valid unless the approver sets a time; 60 if omitted
 * @param authorizer the response format of {@code authorize-request}: {@code simple}, or {@code iam} for an IAM policy
 */
public record DecideConfig(
        Optional<String> publicUrl,
        Optional<List<ApiKey>> apiKeys,
        Optional<List<TokenIssuer>> tokens,
        Optional<Map<String, List<String>>> tags,
        Optional<Integer> answerWithinMinutes,
        Optional<Integer> approvedForMinutes,
        Optional<String> authorizer) {
    private static final String SHAPE =
            "{\"publicUrl\": \"https://pdp.example.com\", \"apiKeys\": [{\"id\": \"gateway\", \"sha256\": \"9f86…\"}]}";

    /**
     * The API key of one caller. Only its digest is stored. The digest does not reveal the key, because a key has at
     * least 128 random bits.
     *
     * @param sha256 the digest of the key, in hexadecimal
     */
    public record ApiKey(String id, String sha256) {}

    /**
     * An issuer whose access tokens are accepted.
     *
     * @param issuer the value of {@code iss}
     * @param jwks the URL of the issuer's key set; no other host is contacted
     * @param audience a value that {@code aud} must contain
     * @param algorithms the accepted signature algorithms, for example {@code RS256}
     */
    public record TokenIssuer(String issuer, URI jwks, String audience, Optional<List<String>> algorithms) {}

    public static DecideConfig standard() {
        return DecideConfigReader.read("{}");
    }

    /** Returns a configuration with one caller that authenticates with this key. */
    public static DecideConfig withKey(String caller, String key) {
        return new DecideConfig(
                Optional.empty(),
                Optional.of(List.of(new ApiKey(caller, Sha256.hex(key)))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Parses the JSON of the configuration member {@code decisions} and fills in default values.
     *
     * @throws IllegalArgumentException if the JSON is invalid; the message says where and shows the expected form
     *     without quoting the value
     */
    public static DecideConfig parse(String json) {
        return ConfigSection.read("decisions", SHAPE, () -> DecideConfigReader.read(json))
                .validated();
    }

    private DecideConfig validated() {
        for (ApiKey key : apiKeys.orElse(List.of())) {
            if (key.id().isEmpty() || !key.sha256().matches("[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException(
                        "'decisions.apiKeys': each entry needs an 'id' and a 'sha256' of 64 hexadecimal digits; create a key with: openssl rand -hex 32");
            }
        }
        for (TokenIssuer issuer : tokens.orElse(List.of())) {
            if (issuer.issuer().isEmpty()
                    || issuer.jwks().toString().isEmpty()
                    || issuer.audience().isEmpty()) {
                throw new IllegalArgumentException(
                        "'decisions.tokens': each entry needs an 'issuer', a 'jwks' URL and an 'audience'");
            }
            boolean secure = "https".equals(issuer.jwks().getScheme());
            boolean here = "127.0.0.1".equals(issuer.jwks().getHost());
            if (!secure && !here) {
                throw new IllegalArgumentException(
                        "'decisions.tokens.jwks' must be an https URL, because anyone who can change the keys can forge tokens");
            }
        }
        requirePositive(answerWithinMinutes, "answerWithinMinutes");
        requirePositive(approvedForMinutes, "approvedForMinutes");
        return this;
    }

    private static void requirePositive(Optional<Integer> minutes, String name) {
        if (minutes.filter(number -> number < 1).isPresent()) {
            throw new IllegalArgumentException("'decisions.%s' must be 1 or more".formatted(name));
        }
    }

    URI publicUrlOr(URI otherwise) {
        return publicUrl.map(URI::create).orElse(otherwise);
    }

    Duration answerWithin() {
        return Duration.ofMinutes(answerWithinMinutes.orElse(24 * 60));
    }

    Duration approvedFor() {
        return Duration.ofMinutes(approvedForMinutes.orElse(60));
    }
}
