package io.grantkeeper.policy.enforcement;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Stores violations, the used part of the daily revocation budget, and whether enforcement is stopped. All reads are
 * strongly consistent.
 */
public interface ViolationStore {
    /**
     * Saves a violation.
     *
     * @throws ConcurrentWriteException if the stored revision differs
     */
    void save(TenantId tenant, PolicyViolation violation);

    Optional<PolicyViolation> violation(TenantId tenant, String id);

    /** Returns all violations ever detected, including lifted ones, ordered by ID. */
    List<PolicyViolation> all(TenantId tenant);

    /**
     * Counts one revocation against a day's budget. For the same violation, only the first call of a day counts.
     *
     * @param violation the ID of the violation
     * @param most the daily budget
     * @return whether the budget covers the revocation; false if it is used up
     */
    boolean useBudget(TenantId tenant, LocalDate day, String violation, int most);

    /** Returns the number of revocations that count against a day's budget so far. */
    int usedBudget(TenantId tenant, LocalDate day);

    EnforcementSwitch enforcementSwitch(TenantId tenant);

    void saveSwitch(TenantId tenant, EnforcementSwitch position);

    /** Returns the position at which the last scan of the inventory stopped; empty if that scan was complete. */
    Optional<EnforcementCursor> bookmark(TenantId tenant);

    /**
     * Saves the position at which a scan stopped, replacing the previous position.
     *
     * @param bookmark the position; empty if the scan was complete
     */
    void saveBookmark(TenantId tenant, Optional<EnforcementCursor> bookmark);
}
