package io.grantkeeper.connector;

/** What a stream contains, which decides what a complete read proves. */
public enum StreamNature {
    /** Everything that exists now. What a complete read does not contain was removed. */
    LISTING,
    /** What has happened. Rows only add to what is known. Consecutive reads overlap, because some rows arrive late. */
    LOG
}
