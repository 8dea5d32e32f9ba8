package io.grantkeeper.identity.store;

/** Thrown if another writer changed the item first. Read the item again and repeat the decision. */
public final class ConcurrentWriteException extends RuntimeException {
    public ConcurrentWriteException(String what) {
        super(what + " was changed by another writer; read it again");
    }
}
