package io.grantkeeper.policy.enforcement;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Keeps breaches, what may be done about them in a day, and whether anything may be. All reads are strongly consistent. */
public interface BreachStore {
    /** @throws LostRaceException where the stored revision is another */
    void save(TenantId tenant, Breach breach);

    Optional<Breach> breach(TenantId tenant, String id);

    /** All that were ever seen, those lifted among them, by their ids. */
    List<Breach> all(TenantId tenant);

    /**
     * Takes one of a day's acts for a breach. Taking it again for the same breach takes none.
     *
     * @param most acts a day
     * @return false where the day's are used up
     */
    boolean spend(TenantId tenant, LocalDate day, String breach, int most);

    /** How many of a day's acts are used up. */
    int spent(TenantId tenant, LocalDate day);

    EnforcementSwitch enforcementSwitch(TenantId tenant);

    void turn(TenantId tenant, EnforcementSwitch position);

    /** Where the last look at the inventory stopped; empty where it came to the end. */
    Optional<EnforcementBookmark> bookmark(TenantId tenant);

    /** Keeps where a look stopped, in place of what was kept; empty for one that came to the end. */
    void keep(TenantId tenant, Optional<EnforcementBookmark> bookmark);
}
