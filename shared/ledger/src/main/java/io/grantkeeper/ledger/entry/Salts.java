package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;

/** Keeps a random salt for each person, apart from the log. Without it nobody can tell whom a digest stands for. */
public interface Salts {
    int BYTES = 32;

    /** The person's salt; made where there is none. Everybody who asks gets the same. */
    Bytes of(TenantId tenant, PersonId person);

    /** Forgets it for good: entries about the person stay, and speak of nobody. */
    void erase(TenantId tenant, PersonId person);
}
