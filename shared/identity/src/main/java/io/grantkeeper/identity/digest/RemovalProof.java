package io.grantkeeper.identity.digest;

/** What a listing that was read to its last page proves about a row that is missing from it. */
public enum RemovalProof {
    /** The row has been removed. */
    REMOVED,
    /**
     * The row has been removed, or it moved to a page that had already been read. A second such listing confirms the
     * removal.
     */
    UNCONFIRMED,
    /**
     * Nothing, because the listing is incomplete or inconsistent, or some of its pages were not counted. Such a listing
     * cannot confirm an earlier one either.
     */
    NOTHING
}
