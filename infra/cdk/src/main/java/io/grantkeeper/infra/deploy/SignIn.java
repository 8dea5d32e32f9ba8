package io.grantkeeper.infra.deploy;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The credentials that every AWS tool finds. Where there are none, AWS' library tells of every place that it looked at; what
 * a person can mend is what the profile lacks.
 */
final class SignIn implements AwsCredentialsProvider {
    private final AwsCredentialsProvider everywhere =
            DefaultCredentialsProvider.builder().build();

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return everywhere.resolveCredentials();
        } catch (SdkClientException e) {
            throw SdkClientException.create(ofProfile(e), e);
        }
    }

    private static String ofProfile(SdkClientException e) {
        try (ProfileCredentialsProvider profile = ProfileCredentialsProvider.create()) {
            var _ = profile.resolveCredentials();
            return String.valueOf(e.getMessage());
        } catch (RuntimeException reason) { // of several kinds, as the parts of the library that read profiles have it
            return String.valueOf(reason.getMessage());
        }
    }
}
