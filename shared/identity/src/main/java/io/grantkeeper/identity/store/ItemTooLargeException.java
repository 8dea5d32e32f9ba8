package io.grantkeeper.identity.store;

import io.grantkeeper.identity.RowKey;

/** Thrown if a row exceeds the store's size limit. The rest of its batch has been written. */
public final class ItemTooLargeException extends RuntimeException {
    private final RowKey key;

    /**
     * Creates an exception.
     *
     * @param bytes the row's size in bytes
     * @param limit the store's limit in bytes
     */
    public ItemTooLargeException(RowKey key, long bytes, long limit) {
        super("row %s has %d bytes, which exceeds the store's limit of %d; shorten its scopes, attributes or details"
                .formatted(key, bytes, limit));
        this.key = key;
    }

    public RowKey key() {
        return key;
    }
}
