package io.grantkeeper.identity.digest;

/**
 * A row in the digest: three hashes, whatever the row's size.
 *
 * @param key the hash of the row's key, as {@link RowHashes#of} calculates it
 * @param segment the hash of the row's segment, as {@link RowHashes#ofSegment} calculates it
 * @param content the hash of the row's content, {@link #UNCERTAIN}, or {@link #AWAITING}
 */
public record RowDigest(long key, long segment, long content) {
    /**
     * The content hash of a row whose write or removal was prepared but may not have completed. A row with this hash
     * differs from any listed row.
     */
    public static final long UNCERTAIN = 0;

    /**
     * The content hash of a row that was missing from a listing that does not prove its removal. The row is still live.
     * If it is listed again, it differs from the listed row and is written again. A release that does not know this
     * value treats it as the hash of other content, which has the same effect.
     */
    public static final long AWAITING = Long.MIN_VALUE;

    public boolean isUncertain() {
        return content == UNCERTAIN;
    }

    /** Returns whether the row's removal awaits confirmation. */
    public boolean isAwaiting() {
        return content == AWAITING;
    }

    RowDigest asAwaiting() {
        return new RowDigest(key, segment, AWAITING);
    }

    RowDigest asUncertain() {
        return new RowDigest(key, segment, UNCERTAIN);
    }
}
