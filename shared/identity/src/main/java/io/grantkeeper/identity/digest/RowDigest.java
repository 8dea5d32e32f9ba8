package io.grantkeeper.identity.digest;

/**
 * A row in the digest: three hashes, whatever the row's size.
 *
 * @param key the hash of the row's key, as {@link RowHashes#of} calculates it
 * @param segment the hash of the row's segment, as {@link RowHashes#ofSegment} calculates it
 * @param content the hash of the row's content, or {@link #UNCERTAIN}
 */
public record RowDigest(long key, long segment, long content) {
    /**
     * The content hash of a row whose write or removal was prepared but may not have completed. A row with this hash
     * differs from any listed row.
     */
    public static final long UNCERTAIN = 0;

    public boolean isUncertain() {
        return content == UNCERTAIN;
    }

    RowDigest asUncertain() {
        return new RowDigest(key, segment, UNCERTAIN);
    }
}
