package io.grantkeeper.store.testkit;

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

    private record Key(TenantId tenant, String subject) {}

    @Override
    public synchronized Bytes of(TenantId tenant, String subject) {
        return salts.computeIfAbsent(new Key(tenant, subject), _ -> {
            byte[] salt = new byte[BYTES];
            random.nextBytes(salt);
            return Bytes.of(salt);
        });
    }

    @Override
    public synchronized void erase(TenantId tenant, String subject) {
        salts.remove(new Key(tenant, subject));
    }
}
