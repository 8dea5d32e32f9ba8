package io.grantkeeper.identity.digest;

/** The conclusion about a row that is missing from a listing, after the listing was read to its last page. */
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
