package io.grantkeeper.functions.messaging;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.ProviderId;
import java.util.function.Function;

/** What providers are called by people. */
public final class ProviderNames {
    private ProviderNames() {}

    /** The name of its connector; its id where there is none. */
    public static Function<ProviderId, String> standard() {
        ConnectorRegistry connectors = ConnectorRegistry.standard();
        return provider -> connectors
                .find(provider)
                .map(connector -> connector.profile().displayName())
                .orElseGet(provider::value);
    }
}
