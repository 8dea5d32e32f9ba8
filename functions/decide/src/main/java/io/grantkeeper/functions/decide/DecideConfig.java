package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.work.Malformed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * How the decision point behaves, as configured in the member {@code decisions} of the configuration.
 *
 * @param publicUrl how callers reach it
 * @param apiKeys who may call with a key
 * @param tokens whose OAuth 2.0 access tokens are taken
 * @param tags the security team's tags, each with the ids, product ids or client ids that carry it
 * @param answerWithinMinutes how long an owner can answer a request for access
 * @param approvedForMinutes how long an approval holds where whoever gives it says nothing else; 60 where it is left out
 * @param authorizer how {@code authorize-request} answers: {@code simple}, or {@code iam} for a policy
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
     * One caller's key, of which only the digest is kept: a key has 128 random bits at least, so its digest tells nothing.
     *
     * @param sha256 in hexadecimal
     */
    public record ApiKey(String id, String sha256) {}

    /**
     * Whose tokens are taken.
     *
     * @param issuer as {@code iss} has it
     * @param jwks where its keys are; no other host is ever asked
     * @param audience that {@code aud} must hold
     * @param algorithms that signatures may have, for example {@code RS256}
     */
    public record TokenIssuer(String issuer, URI jwks, String audience, Optional<List<String>> algorithms) {}

    public static DecideConfig standard() {
        return new DecideConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** With one caller, who has a key. */
    public static DecideConfig withKey(String caller, String sha256) {
        return new DecideConfig(
                Optional.empty(),
                Optional.of(List.of(new ApiKey(caller, sha256))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Reads the member's JSON; what it leaves out is standard.
     *
     * @throws IllegalArgumentException saying where it is wrong and what it looks like, without quoting it
     */
    public static DecideConfig parse(String json) {
        DecideConfig read;
        try {
            read = DecideConfigReader.read(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "'decisions' must look like %s: %s".formatted(SHAPE, Malformed.describe(e)), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'decisions' must look like %s: %s".formatted(SHAPE, e.getMessage()), e);
        }
        return read.checked();
    }

    private DecideConfig checked() {
        for (ApiKey key : apiKeys.orElse(List.of())) {
            if (key.id().isEmpty() || !key.sha256().matches("[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException(
                        "'decisions.apiKeys' must hold an 'id' and a 'sha256' of 64 hexadecimal digits each; make a key with: openssl rand -hex 32");
            }
        }
        for (TokenIssuer issuer : tokens.orElse(List.of())) {
            if (issuer.issuer().isEmpty()
                    || issuer.jwks().toString().isEmpty()
                    || issuer.audience().isEmpty()) {
                throw new IllegalArgumentException(
                        "'decisions.tokens' must hold an 'issuer', a 'jwks' address and an 'audience' each");
            }
            boolean secure = "https".equals(issuer.jwks().getScheme());
            boolean here = "127.0.0.1".equals(issuer.jwks().getHost());
            if (!secure && !here) {
                throw new IllegalArgumentException(
                        "'decisions.tokens.jwks' must be an https address: whoever can change the keys can make tokens");
            }
        }
        requirePositive(answerWithinMinutes, "answerWithinMinutes");
        requirePositive(approvedForMinutes, "approvedForMinutes");
        return this;
    }

    private static void requirePositive(Optional<Integer> minutes, String name) {
        if (minutes.filter(number -> number < 1).isPresent()) {
            throw new IllegalArgumentException("'decisions.%s' must be one minute or more".formatted(name));
        }
    }

    URI address(URI otherwise) {
        return publicUrl.map(URI::create).orElse(otherwise);
    }

    Duration answerWithin() {
        return Duration.ofMinutes(answerWithinMinutes.orElse(24 * 60));
    }

    Duration approvedFor() {
        return Duration.ofMinutes(approvedForMinutes.orElse(60));
    }
}
