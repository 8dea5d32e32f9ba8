package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.work.ParkingQueue;

/** The stores for rows, their digests and activities, and the parking queue. */
record RowStores(
        AccessStore access, PartitionDigestStore digests, ActivityStore activities, ParkingQueue deadLetters) {}
