package io.grantkeeper.identity.digest;

/**
 * A row in the digest: three hashes, whatever the row's size.
 *
 * @param key {@link RowHashes#of} of its key
 * @param segment {@link RowHashes#ofSegment} of its segment
 * @param content the hash of its content, or {@link #UNCERTAIN}
 */
public record RowDigest(long key, long segment, long content) {
    /** Marks a row whose write or removal was prepared but may not have completed. It differs from any listed row. */
    public static final long UNCERTAIN = 0;

    public boolean isUncertain() {
        return content == UNCERTAIN;
    }

    RowDigest asUncertain() {
        return new RowDigest(key, segment, UNCERTAIN);
    }
}
