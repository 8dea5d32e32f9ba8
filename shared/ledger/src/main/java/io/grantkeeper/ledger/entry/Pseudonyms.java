package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;

/** What people are called in the ledger. */
public final class Pseudonyms {
    private final Salts salts;

    public Pseudonyms(Salts salts) {
        this.salts = salts;
    }

    /** The digest over a person's salt and id. */
    public String of(TenantId tenant, PersonId person) {
        return of(tenant, person, person.toString());
    }

    /** The digest over a person's salt and something that would give them away, such as their address. */
    public String of(TenantId tenant, PersonId person, String text) {
        return Evidence.digest(salts.of(tenant, person).array(), text);
    }
}
