package io.grantkeeper.local.suite;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("moto")
class MotoIT extends AwsEndpointContract {
    @Override
    AwsEndpoint endpoint() {
        return AwsEndpoint.moto();
    }

    @Override
    Map<String, String> knownDifferences() {
        return Map.of(
                "signsCheckpointWithKms",
                "rejects KMS keys with spec ECC_NIST_EDWARDS25519",
                "acceptsAndDropsEventsForBusThatDoesNotExist",
                "PutEvents fails with ResourceNotFoundException; AWS accepts the events and drops them");
    }
}
