package io.grantkeeper.connector;

/** The kind of content of a stream, which determines what follows from a complete read. */
public enum StreamNature {
    /** Everything that exists now. What a complete read does not contain was removed. */
    LISTING,
    /** What has happened. Rows only add to what is known. Consecutive reads overlap, because some rows arrive late. */
    LOG
}
