package io.grantkeeper.identity.store;

/** Someone else wrote first: read again and decide anew. */
public final class LostRaceException extends RuntimeException {
    public LostRaceException(String what) {
        super(what + " was changed by another writer; read it again");
    }
}
