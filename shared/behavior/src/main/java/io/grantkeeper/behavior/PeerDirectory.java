package io.grantkeeper.behavior;

import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.identity.TenantId;

/** Looks up the inventory facts that determine with which peers an identity is compared. */
@FunctionalInterface
public interface PeerDirectory {
    /** A directory for logs without an inventory. */
    PeerDirectory NONE = (_, _, _) -> PeerFacts.NONE;

    /**
     * Returns what the inventory says about the identity that a log names. Called once a month for each identity, or
     * once a day as long as the inventory knows nothing about it.
     */
    PeerFacts find(TenantId tenant, String connection, ActivityParty party);
}
