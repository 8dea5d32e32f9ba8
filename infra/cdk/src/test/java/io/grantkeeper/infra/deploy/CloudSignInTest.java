package io.grantkeeper.infra.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** Tests that, for each way to sign in to AWS, the required AWS SDK module is on the class path. */
class CloudSignInTest {
    private static final Path PROFILES = Path.of("src/test/resources/aws-profiles");

    /**
     * Checks that the SDK reports that the profile is not signed in. If the module for a profile were missing, the SDK
     * would report the missing module instead.
     */
    @ParameterizedTest
    @ValueSource(strings = {"identity-center", "identity-center-of-old", "console"})
    void reportsThatProfileIsNotSignedIn(String profile) {
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
}
