package io.grantkeeper.behavior;

import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.identity.TenantId;

/** Looks up the facts of the inventory that decide with which peers an identity is compared. */
@FunctionalInterface
public interface PeerDirectory {
    /** A directory for logs without an inventory. */
    PeerDirectory NONE = (_, _, _) -> PeerFacts.NONE;

    /** Returns what the inventory says about the identity that a log names. It is asked at most once a month for each. */
    PeerFacts find(TenantId tenant, String connection, ActivityParty party);
}
