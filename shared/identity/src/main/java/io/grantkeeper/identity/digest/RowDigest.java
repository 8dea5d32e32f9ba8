package io.grantkeeper.identity.digest;

/**
 * A row in the digest: three hashes, regardless of the row's size.
 *
 * @param key the hash of the row's key, as {@link RowHashes#of} calculates it
 * @param segment the hash of the row's segment, as {@link RowHashes#ofSegment} calculates it
 * @param content the hash of the row's content, {@link #UNCERTAIN}, {@link #AWAITING} or {@link #SUSPECTED}
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

    /**
     * The content hash of a row that was missing only from listings that contradicted themselves. Its removal also
     * awaits confirmation, but the next listing that does not contain it is the first that counts.
     */
    public static final long SUSPECTED = Long.MIN_VALUE + 1;

    public boolean isUncertain() {
        return content == UNCERTAIN;
    }

    /** Returns whether the row's removal awaits confirmation. */
    public boolean isAwaiting() {
        return content == AWAITING || content == SUSPECTED;
    }

    /** Returns whether one more listing without the row would confirm its removal. */
    public boolean isMissingOnce() {
        return content == AWAITING;
    }

    /**
     * Returns this row, marked so that its removal awaits confirmation.
     *
     * @param counts whether the listing that did not contain the row counts as the first of the two listings that
     *     confirm a removal
     */
    RowDigest asAwaiting(boolean counts) {
        return new RowDigest(key, segment, counts || isMissingOnce() ? AWAITING : SUSPECTED);
    }

    RowDigest asUncertain() {
        return new RowDigest(key, segment, UNCERTAIN);
    }
}
