package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.SaltStore;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A {@code SaltStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemorySaltStore implements SaltStore {
    private final SecureRandom random = new SecureRandom();
    private final Map<Key, ImmutableBytes> salts = new HashMap<>();

    private record Key(TenantId tenant, String subject) {}

    @Override
    public synchronized ImmutableBytes of(TenantId tenant, String subject) {
        return salts.computeIfAbsent(new Key(tenant, subject), _ -> {
            byte[] salt = new byte[BYTES];
            random.nextBytes(salt);
            return ImmutableBytes.of(salt);
        });
    }

    @Override
    public synchronized Optional<ImmutableBytes> find(TenantId tenant, String subject) {
        return Optional.ofNullable(salts.get(new Key(tenant, subject)));
    }

    @Override
    public synchronized void erase(TenantId tenant, String subject) {
        salts.remove(new Key(tenant, subject));
    }
}
