package io.grantkeeper.local.suite;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("LocalStack")
class LocalStackDockerIT extends AwsEndpointContract {
    @Override
    AwsEndpoint endpoint() {
        return AwsEndpoint.localStack();
    }

    @Override
    Map<String, String> knownDifferences() {
        return Map.of(
                "signsCheckpointWithKms",
                "rejects KMS keys with spec ECC_NIST_EDWARDS25519: https://github.com/localstack/localstack/issues/13886",
                "sendsMailThroughSes",
                "the free image does not include the SES v2 API: https://github.com/localstack/localstack/issues/9453");
    }
}
