package io.grantkeeper.connectors;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.testkit.ContractCoverage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCompletenessTest {
    /** The folder that contains all connector modules. Maven runs the tests in the folder of this module. */
    private static final Path CONNECTORS = Path.of("").toAbsolutePath().getParent();

    @Test
    void findsContractTestOfEveryRegisteredConnector() {
        ContractCoverage.requireInSources(ConnectorRegistry.standard().all(), CONNECTORS);
    }

    @Test
    void reportsConnectorWithoutContractTest(@TempDir Path withoutTests) {
        assertThatThrownBy(() -> ContractCoverage.requireInSources(
                        ConnectorRegistry.standard().all(), withoutTests))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GitHubConnector");
    }
}
