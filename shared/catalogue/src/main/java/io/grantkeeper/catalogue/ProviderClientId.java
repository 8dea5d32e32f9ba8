package io.grantkeeper.catalogue;

import java.util.Locale;

/**
 * A client id is only unique within the provider that issued it.
 *
 * @param provider the provider's name in lower case, such as {@code google}
 * @param clientId the id as issued; compared without regard to case, since providers print GUIDs in either
 */
public record ProviderClientId(String provider, String clientId) {

    public ProviderClientId {
        provider = Providers.canonical(provider);
        clientId = clientId.strip().toLowerCase(Locale.ROOT);
    }
}
