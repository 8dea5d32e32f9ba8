package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.AlertPace;
import io.grantkeeper.identity.alert.WithheldAlert;
import java.util.List;

/**
 * Stores alerts that are withheld, what was sent to each person recently, and the decisions of the security team about
 * alerts.
 */
public interface WithheldAlertStore {
    /**
     * Stores an alert as withheld. An earlier one to the same person about the same identity is replaced; the time since
     * when it is withheld is kept.
     */
    void withhold(TenantId tenant, WithheldAlert alert);

    /** Removes the withheld alert with a {@linkplain WithheldAlert#key key}. If it is missing, nothing changes. */
    void remove(TenantId tenant, String key);

    /** Returns all withheld alerts, ordered by recipient and identity, read with strong consistency. */
    List<WithheldAlert> all(TenantId tenant);

    /** Returns the withheld alerts to one person, ordered by identity, read with strong consistency. */
    List<WithheldAlert> to(TenantId tenant, String recipient);

    /** Returns what was sent to a person recently, read with strong consistency. */
    AlertPace pace(TenantId tenant, String recipient);

    /**
     * Saves what was sent to a person.
     *
     * @param pace the pace, with the {@code version} that was read
     * @return the pace with its new version
     * @throws ConcurrentWriteException if the stored version differs
     */
    AlertPace savePace(TenantId tenant, AlertPace pace);

    /** Returns the decisions about alerts, read with strong consistency. */
    AlertControls controls(TenantId tenant);

    /**
     * Saves the decisions about alerts.
     *
     * @param controls the decisions, with the {@code version} that was read
     * @return the decisions with their new version
     * @throws ConcurrentWriteException if the stored version differs
     */
    AlertControls saveControls(TenantId tenant, AlertControls controls);
}
