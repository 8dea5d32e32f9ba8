package io.grantkeeper.functions.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the member {@code decisions} of the configuration. */
class DecideConfigTest {
    private static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void readsEveryMember() {
        DecideConfig config = DecideConfig.parse("""
                {"publicUrl": "https://pdp.example.com",
                 "apiKeys": [{"id": "gateway", "sha256": "%s"}],
                 "tokens": [{"issuer": "https://idp.example.com", "jwks": "https://idp.example.com/keys",
                             "audience": "pdp", "algorithms": ["ES256"]}],
                 "tags": {"trusted": ["slack", "okta/app/1"]},
                 "answerWithinMinutes": 30, "approvedForMinutes": 15, "authorizer": "iam",
                 "ofALaterVersion": true}""".formatted(DIGEST));
        assertThat(config)
                .isEqualTo(new DecideConfig(
                        Optional.of("https://pdp.example.com"),
                        Optional.of(List.of(new DecideConfig.ApiKey("gateway", DIGEST))),
                        Optional.of(List.of(new DecideConfig.TokenIssuer(
                                "https://idp.example.com",
                                URI.create("https://idp.example.com/keys"),
                                "pdp",
                                Optional.of(List.of("ES256"))))),
                        Optional.of(Map.of("trusted", List.of("slack", "okta/app/1"))),
                        Optional.of(30),
                        Optional.of(15),
                        Optional.of("iam")));
        assertThat(config.answerWithin()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void usesDefaultsForOmittedMembers() {
        assertThat(DecideConfig.parse("{\"tokens\": null}")).isEqualTo(DecideConfig.standard());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            [];                                                      must look like
            {"apiKeys"                         ;                     not JSON of the expected shape
            {"publicUrl": 7};                                        'publicUrl' is not a string
            {"apiKeys": {"id": "secret-1"}};                         'apiKeys' is not a list
            {"apiKeys": [{"id": "gateway", "sha256": "secret-1"}]};  64 hexadecimal digits
            {"apiKeys": ["secret-1"]};                               64 hexadecimal digits
            {"tokens": [{"issuer": "a", "audience": "b"}]};          'issuer', a 'jwks' URL and an 'audience'
            {"tokens": [{"issuer": "a", "jwks": "%%", "audience": "b"}]}; 'jwks' is not a URL
            {"tokens": [{"issuer": "a", "jwks": "http://x.example/k", "audience": "b"}]}; must be an https URL
            {"tags": {"trusted": [1]}};                              'trusted' is not a list of strings
            {"tags": []};                                            'tags' is not an object of lists
            {"answerWithinMinutes": 1.5};                            'answerWithinMinutes' is not a whole number
            """)
    void namesInvalidMemberWithoutQuotingItsValue(String json, String says) {
        assertThatThrownBy(() -> DecideConfig.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says)
                .hasMessageNotContaining("secret-1");
    }
}
