package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Keeps identities, what they hold, people, and the evidence about them. */
public interface AccessStore {
    /**
     * Writes the rows that are new or changed. Handling the same batch again changes nothing; a row observed earlier
     * than what is stored is left alone, so state never moves backwards. A removed row that is observed again later is
     * live again. For grants and credentials the holder is written too, where it differs.
     *
     * @throws ItemTooLargeException after the rest of the batch was written
     */
    ApplyOutcome apply(TenantId tenant, ObservationBatch batch);

    /**
     * Marks rows as gone, as a complete listing read at {@code observedAt} has shown. Rows observed later than that,
     * and rows already marked, are left alone. Events and usage are never removed.
     *
     * @return how many were marked
     */
    int remove(TenantId tenant, Collection<RowKey> keys, Instant observedAt);

    /** One identity with all it holds, in one query (more round trips only where it is over a megabyte). */
    Optional<IdentityDossier> dossier(TenantId tenant, IdentityId id);

    /** The identity alone with its summary: two items, however many grants it holds. */
    Optional<IdentityDossier> outline(TenantId tenant, IdentityId id);

    Slice<IdentitySummary> identities(TenantId tenant, IdentityQuery query, int limit, Optional<String> from);

    /** Live and removed grants that open this person's data. */
    Slice<HeldGrant> grantsOf(TenantId tenant, PersonId person, int limit, Optional<String> from);

    Optional<Stored<Person>> person(TenantId tenant, PersonId id);

    Slice<Stored<Person>> people(TenantId tenant, ConnectionId connection, int limit, Optional<String> from);

    /** Accounts with this e-mail address (lower case), over all connections of the tenant. */
    Collection<Stored<Person>> peopleByEmail(TenantId tenant, String email);

    /**
     * Writes what detection derived.
     *
     * @param summary its {@code version} is the one that was read (0 for a new one); stored as one more
     * @throws LostRaceException where the stored version is another
     */
    void saveSummary(TenantId tenant, IdentitySummary summary);
}
