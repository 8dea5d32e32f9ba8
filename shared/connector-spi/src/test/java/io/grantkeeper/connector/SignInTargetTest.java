package io.grantkeeper.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The organization to which an assertion is sent")
class SignInTargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/enterprises/Acme/saml/consume, github:enterprises/acme",
        "https://acme.ghe.com/enterprises/acme/saml/consume, github:enterprises/acme",
        "https://github.com/orgs/acme/saml/consume, github:acme",
        "https://acme.slack.com/sso/saml, slack:acme",
        "https://acme.enterprise.slack.com/sso/saml, slack:acme",
        "https://www.google.com/a/acme.example/acs, google:acme.example",
        "https://accounts.google.com/samlrp/acs?rpid=01abc, google:",
        "https://acme.okta.com/sso/saml2/0oa1gbmtSVpPYTWjx5d7, okta:acme",
        "https://login.microsoftonline.com/login.srf, microsoft:"
    })
    void isReadFromAssertionConsumerServiceUrl(String address, String target) {
        assertThat(SignInTarget.ofAddress(address)).contains(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/login/oauth/authorize",
                "https://github.com/acme/saml/saml/consume",
                "https://acme.slack.com/oauth/callback",
                "https://www.google.com/a/acme.example/ServiceLogin",
                "https://acme.okta.com/oauth2/v1/authorize/callback",
                "https://slack.com.evil.example/sso/saml",
                "http://acme.slack.com/sso/saml",
                "https://evilslack.com/sso/saml",
                "not an address",
                "https:///sso/saml",
                "mailto:ana@acme.example",
                ""
            })
    void isEmptyUnlessUrlIsKnownAssertionConsumerService(String address) {
        assertThat(SignInTarget.ofAddress(address)).isEmpty();
    }
}
