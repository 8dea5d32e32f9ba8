package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Stores identities, their grants and credentials, people, and the evidence about them. */
public interface AccessStore {
    /**
     * Writes the rows that are new or changed. The operation is idempotent. If the stored row was observed later, it is
     * not changed, so state never moves backward. A removed row that is observed again later becomes live again. For
     * grants and credentials, the identity that holds them is also written if it differs.
     *
     * @throws ItemTooLargeException if a row is too large; thrown after the rest of the batch was written
     */
    ObservationBatchOutcome apply(TenantId tenant, ObservationBatch batch);

    /**
     * Marks rows as removed because a complete listing read at {@code observedAt} did not contain them. Rows observed
     * later and rows already marked are not changed. Events and usage are never removed.
     *
     * @return how many rows were marked
     */
    int remove(TenantId tenant, Collection<RowKey> keys, Instant observedAt);

    /**
     * Loads one identity and everything stored about it with one query. Returns empty if the identity is not stored.
     * More than one megabyte of data requires further round trips.
     */
    Optional<IdentityRecord> identityRecord(TenantId tenant, IdentityId id);

    /**
     * Loads only the identity and its summary. Returns empty if the identity is not stored. This reads two items,
     * regardless of how many grants the identity has.
     */
    Optional<IdentityRecord> outline(TenantId tenant, IdentityId id);

    StorePage<IdentitySummary> identities(TenantId tenant, IdentityQuery query, int limit, Optional<String> from);

    /**
     * Returns index entries for the stored summaries with one severity, in the order in which the summaries changed.
     * The entries do not contain the summaries; listing them costs about a thirtieth of reading the summaries. The list
     * may be a few seconds old.
     *
     * @param since the time of the earliest change to include; empty for all summaries, including those whose time of
     *     change is not listed
     */
    StorePage<SummaryIndexEntry> summaryEntries(
            TenantId tenant, Severity severity, Optional<Instant> since, int limit, Optional<String> from);

    /** Returns the stored summaries with the given entry keys, by key. They may be a few seconds old. */
    Map<String, IdentitySummary> summaries(TenantId tenant, Collection<String> keys);

    /** Returns the live and removed grants that give access to this person's data. */
    StorePage<IdentityGrant> grantsOf(TenantId tenant, PersonId person, int limit, Optional<String> from);

    Optional<StoredRecord<Person>> person(TenantId tenant, PersonId id);

    /** Returns the stored accounts with the given ids, by id. They may be a few seconds old. */
    Map<PersonId, StoredRecord<Person>> peopleById(TenantId tenant, Collection<PersonId> ids);

    StorePage<StoredRecord<Person>> people(TenantId tenant, ConnectionId connection, int limit, Optional<String> from);

    /** Returns the accounts with this lowercase email address in all connections of the tenant. */
    Collection<StoredRecord<Person>> peopleByEmail(TenantId tenant, String email);

    /**
     * Saves a summary derived by detection.
     *
     * @param summary the summary, with the {@code version} that was read (0 for a new one), which is incremented when
     *         stored
     * @throws ConcurrentWriteException if the stored version differs
     */
    void saveSummary(TenantId tenant, IdentitySummary summary);
}
