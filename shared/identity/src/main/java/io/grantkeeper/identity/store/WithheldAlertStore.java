package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.RecentAlerts;
import io.grantkeeper.identity.alert.WithheldAlert;
import java.util.List;

/**
 * Stores withheld alerts, the messages that each person recently received, and the security team's decisions about
 * alerts.
 */
public interface WithheldAlertStore {
    /**
     * Stores an alert as withheld. It replaces an earlier alert to the same person about the same identity, but keeps
     * the time at which that alert was first withheld.
     */
    void withhold(TenantId tenant, WithheldAlert alert);

    /** Removes the withheld alert with a {@linkplain WithheldAlert#key key}. If it is missing, nothing changes. */
    void remove(TenantId tenant, String key);

    /** Returns all withheld alerts, ordered by recipient and identity, read with strong consistency. */
    List<WithheldAlert> all(TenantId tenant);

    /** Returns the withheld alerts to one person, ordered by identity, read with strong consistency. */
    List<WithheldAlert> to(TenantId tenant, String recipient);

    /** Returns the messages that a person recently received, read with strong consistency. */
    RecentAlerts pace(TenantId tenant, String recipient);

    /**
     * Saves the messages that a person recently received.
     *
     * @param pace the messages, with the {@code version} that was read
     * @return the messages with their new version
     * @throws ConcurrentWriteException if the stored version differs
     */
    RecentAlerts savePace(TenantId tenant, RecentAlerts pace);

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
