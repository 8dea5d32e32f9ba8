package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.DigestStore;
import io.grantkeeper.identity.work.ParkingQueue;

/** The stores for rows and their digests, and the parking queue. */
record RowStores(AccessStore access, DigestStore digests, ParkingQueue deadLetters) {}
