package io.grantkeeper.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.ProviderId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorRegistryTest {
    @Test
    void listsKnownProvidersIfProviderIsUnknown() {
        assertThatThrownBy(() -> new ConnectorRegistry(List.of()).of(new ProviderId("gitub")))
                .isInstanceOf(ConnectorException.class)
                .hasMessageStartingWith("misconfigured: unknown provider 'gitub'; known providers are []");
    }

    @Test
    void registersOneConnectorPerProvider() throws ConnectorException {
        ConnectorRegistry registry = ConnectorRegistry.standard();
        for (var connector : registry.all()) {
            assertThat(registry.of(connector.provider())).isSameAs(connector);
        }
    }
}
