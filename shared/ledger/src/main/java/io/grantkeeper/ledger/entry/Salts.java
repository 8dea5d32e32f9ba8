package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps a random salt for each person, and for each other subject whose record could name one, apart from the log.
 * Without it nobody can tell what a digest stands for.
 */
public interface Salts {
    int BYTES = 32;

    /** The subject's salt; made where there is none. Everybody who asks gets the same. */
    Bytes of(TenantId tenant, String subject);

    /** {@link #of} for each subject; a store may read them at once. */
    default Map<String, Bytes> all(TenantId tenant, Collection<String> subjects) {
        Map<String, Bytes> salts = new HashMap<>();
        subjects.forEach(subject -> salts.computeIfAbsent(subject, one -> of(tenant, one)));
        return salts;
    }

    /** Forgets it for good: digests made with it stay, and stand for nobody. */
    void erase(TenantId tenant, String subject);
}
