package io.grantkeeper.local.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** Whichever way people sign in to AWS, the part of its library that reads it is there. */
class SignInTest {
    private static final Path PROFILES = Path.of("../../infra/cdk/src/test/resources/aws-profiles");

    /** None of these is signed in, which is what the library then says; without its part it says that this is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"identity-center", "identity-center-of-old", "console"})
    void aProfileIsUnderstood(String profile) {
        ProfileFile file = ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(PROFILES)
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

    @Test
    void aRoleOfAProfileCanBeAssumed() {
        assertThatCode(() -> Class.forName(
                        "software.amazon.awssdk.services.sts.internal.StsProfileCredentialsProviderFactory"))
                .doesNotThrowAnyException();
    }
}
