package io.grantkeeper.owners;

import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A session that never calls a provider. */
public record OfflineProviderSession(Connection connection, Clock clock) implements ProviderSession {
    /** Returns a session of the Google connection in the samples. */
    public static OfflineProviderSession ofGoogle(TenantId tenant, Clock clock) {
        return new OfflineProviderSession(
                Connection.of(tenant, ModelSamples.ACME, ModelSamples.GOOGLE, Map.of(), Map.of()), clock);
    }

    @Override
    public ProviderHttp http() {
        throw new AssertionError("these tests call no provider");
    }

    @Override
    public Optional<Secret> credential(String name) {
        return Optional.empty();
    }
}
