package io.grantkeeper.infra.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** Whichever way people sign in to AWS, the part of its library that reads it is there. */
class SignInTest {
    private static final String PROFILES = """
            [profile identity-center]
            sso_session = acme
            sso_account_id = 123456789012
            sso_role_name = Deployer
            region = eu-central-1

            [sso-session acme]
            sso_region = eu-central-1
            sso_start_url = https://acme.awsapps.com/start
            sso_registration_scopes = sso:account:access

            [profile identity-center-of-old]
            sso_start_url = https://acme.awsapps.com/start
            sso_region = eu-central-1
            sso_account_id = 123456789012
            sso_role_name = Deployer

            [profile console]
            login_session = arn:aws:iam::123456789012:user/alice
            region = eu-central-1
            """;

    /** None of these is signed in, which is what the library then says; without its part it says that this is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"identity-center", "identity-center-of-old", "console"})
    void aProfileIsUnderstood(String profile) {
        ProfileFile file = ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(new ByteArrayInputStream(PROFILES.getBytes(StandardCharsets.UTF_8)))
                .build();
        try (ProfileCredentialsProvider provider = ProfileCredentialsProvider.builder()
                .profileFile(file)
                .profileName(profile)
                .build()) {
            assertThatThrownBy(provider::resolveCredentials)
                    .hasMessageNotContaining("class path")
                    .message()
                    .containsAnyOf("token", "Token", "login", "/sso/cache/");
        }
    }
}
