package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.DigestStore;
import io.grantkeeper.identity.work.DeadLetters;

/** Where rows, and what is remembered of them, are kept. */
record RowStores(AccessStore access, DigestStore digests, DeadLetters deadLetters) {}
