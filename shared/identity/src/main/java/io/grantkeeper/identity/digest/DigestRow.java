package io.grantkeeper.identity.digest;

/**
 * A row as the digest remembers it: three hashes, whatever the row's size.
 *
 * @param key {@link Hashes#of} of its key
 * @param segment {@link Hashes#ofSegment} of its segment
 * @param content the hash of its content, or {@link #UNCERTAIN}
 */
public record DigestRow(long key, long segment, long content) {
    /** Someone was about to write or remove the row, and may have died: it differs from whatever is listed. */
    public static final long UNCERTAIN = 0;

    public boolean isUncertain() {
        return content == UNCERTAIN;
    }

    DigestRow uncertain() {
        return new DigestRow(key, segment, UNCERTAIN);
    }
}
