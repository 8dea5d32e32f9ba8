package io.grantkeeper.connectors;

import io.grantkeeper.connector.testkit.ContractCoverage;
import org.junit.jupiter.api.Test;

class EveryConnectorKeepsTheContractTest {
    @Test
    void noRegisteredConnectorIsWithoutAContractTest() {
        ContractCoverage.require(ConnectorRegistry.standard().all(), getClass());
    }
}
