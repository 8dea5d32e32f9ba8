package io.grantkeeper.infra.deploy;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The credentials of the AWS SDK's default chain, with a useful error message. If the chain finds no credentials, the
 * SDK's message lists every source that it tried; this class reports only the problem with the AWS profile, because
 * that is what the user can fix.
 */
final class AwsDefaultCredentials implements AwsCredentialsProvider {
    private final AwsCredentialsProvider everywhere =
            DefaultCredentialsProvider.builder().build();

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return everywhere.resolveCredentials();
        } catch (SdkClientException e) {
            throw SdkClientException.create(profileError(e), e);
        }
    }

    private static String profileError(SdkClientException e) {
        try (ProfileCredentialsProvider profile = ProfileCredentialsProvider.create()) {
            var _ = profile.resolveCredentials();
            return String.valueOf(e.getMessage());
        } catch (RuntimeException reason) { // the SDK's profile modules throw different exception types
            return String.valueOf(reason.getMessage());
        }
    }
}
