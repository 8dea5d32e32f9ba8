package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.testkit.acme.Acme;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractCoverageTest {
    private final Connector covered = Acme.connector();

    @Test
    void acceptsConnectorWithContractTest() {
        assertThatCode(() -> ContractCoverage.require(List.of(covered), getClass()))
                .doesNotThrowAnyException();
    }

    @Test
    void namesConnectorWithoutContractTest() {
        assertThatThrownBy(() -> ContractCoverage.require(List.of(new HostlessConnector(covered)), getClass()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("HostlessConnector");
    }
}
