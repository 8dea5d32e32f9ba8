package io.grantkeeper.catalog;

import java.util.Locale;

/**
 * A client id together with the provider that issued it, because ids are unique only within a provider.
 *
 * @param provider the provider's name in lowercase, such as {@code google}
 * @param clientId the id as issued; compared case-insensitively because providers print GUIDs in either case
 */
public record ProviderClientId(String provider, String clientId) {

    public ProviderClientId {
        provider = ProviderVendors.canonical(provider);
        clientId = clientId.strip().toLowerCase(Locale.ROOT);
    }
}
