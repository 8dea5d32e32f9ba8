package io.grantkeeper.local.suite;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The endpoint in AWS_ENDPOINT_URL")
class ConfiguredEndpointIT extends AwsEndpointContract {
    @Override
    AwsEndpoint endpoint() {
        return AwsEndpoint.configured();
    }

    @Override
    Map<String, String> knownDifferences() {
        return Map.of();
    }
}
