package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.Salts;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** Keeps salts in memory. */
public final class InMemorySalts implements Salts {
    private final SecureRandom random = new SecureRandom();
    private final Map<Key, Bytes> salts = new HashMap<>();

    private record Key(TenantId tenant, PersonId person) {}

    @Override
    public synchronized Bytes of(TenantId tenant, PersonId person) {
        return salts.computeIfAbsent(new Key(tenant, person), _ -> {
            byte[] salt = new byte[BYTES];
            random.nextBytes(salt);
            return Bytes.of(salt);
        });
    }

    @Override
    public synchronized void erase(TenantId tenant, PersonId person) {
        salts.remove(new Key(tenant, person));
    }
}
