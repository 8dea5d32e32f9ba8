package io.grantkeeper.connector;

/** The kind of content of a stream, which determines what follows from a complete read. */
public enum StreamKind {
    /** Everything that exists now. Anything that is missing from a complete read has been removed. */
    LISTING,
    /** What has happened. Rows only add to what is known. Consecutive reads overlap, because some rows arrive late. */
    LOG
}
