package io.grantkeeper.connector;

/** The kind of content of a stream. It determines what follows from a complete read. */
public enum StreamKind {
    /** The current objects. Anything that is missing from a complete read has been removed. */
    LISTING,
    /** Past events. Rows only add to what is known. Consecutive reads overlap, because some rows arrive late. */
    LOG
}
