package io.grantkeeper.functions.messaging;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.ProviderId;
import java.util.function.Function;

/** Display names of providers. */
public final class ProviderDisplayNames {
    private ProviderDisplayNames() {}

    /**
     * Returns a function that maps a provider's ID to the display name in its connector, or to the ID itself if there
     * is no connector.
     */
    public static Function<ProviderId, String> standard() {
        ConnectorRegistry connectors = ConnectorRegistry.standard();
        return provider -> connectors
                .find(provider)
                .map(connector -> connector.definition().displayName())
                .orElseGet(provider::value);
    }
}
