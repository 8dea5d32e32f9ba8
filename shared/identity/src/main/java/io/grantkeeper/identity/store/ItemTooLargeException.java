package io.grantkeeper.identity.store;

import io.grantkeeper.identity.RowKey;

/** A row is larger than the store can hold; the rest of its batch is written. */
public final class ItemTooLargeException extends RuntimeException {
    private final RowKey key;

    /**
     * @param bytes the row's size
     * @param limit the store's limit, in bytes
     */
    public ItemTooLargeException(RowKey key, long bytes, long limit) {
        super("row %s has %d bytes, over the store's limit of %d; shorten its scopes, attributes or details"
                .formatted(key, bytes, limit));
        this.key = key;
    }

    public RowKey key() {
        return key;
    }
}
