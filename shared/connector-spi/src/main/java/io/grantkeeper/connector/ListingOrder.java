package io.grantkeeper.connector;

import io.grantkeeper.identity.digest.ListingCompleteness;
import io.grantkeeper.identity.digest.RemovalProof;

/**
 * Whether the rows of a listing can move while its pages are read. The order determines what a complete read proves
 * about a row that is missing from the listing.
 */
public enum ListingOrder {
    /**
     * Rows keep their position: the provider documents that they are ordered by creation, and each page starts after a
     * given row rather than at an offset. A missing row has been removed.
     */
    FIXED {
        @Override
        RemovalProof undisturbed(ListingCompleteness walk, boolean hasNewRows) {
            return RemovalProof.REMOVED;
        }
    },
    /**
     * Rows may move to another page: pages are numbered, or the provider documents no order. A missing row has been
     * removed only if a single response contained the whole listing, or if the provider's own count agrees and no row
     * was added. If one row is removed and another is added between the reads of two pages, the count agrees although a
     * third row may have moved to a page that was already read.
     */
    SHIFTING {
        @Override
        RemovalProof undisturbed(ListingCompleteness walk, boolean hasNewRows) {
            boolean isCounted = walk.total().isPresent() && !hasNewRows;
            return !walk.continued() || isCounted ? RemovalProof.REMOVED : RemovalProof.UNCONFIRMED;
        }
    },
    /**
     * Rows are read for each parent object. The parent objects were listed when the sweep was planned, and that listing
     * may have missed one. A row that is missing may therefore belong to an object that was not read.
     */
    PLANNED {
        @Override
        RemovalProof undisturbed(ListingCompleteness walk, boolean hasNewRows) {
            return RemovalProof.UNCONFIRMED;
        }
    };

    /**
     * Returns what a complete listing proves about missing rows, regardless of their segments.
     *
     * @param hasNewRows whether the listing contains a row that the previous listing did not contain
     */
    public RemovalProof proof(ListingCompleteness walk, boolean hasNewRows) {
        return walk.isContradicted() ? RemovalProof.NOTHING : undisturbed(walk, hasNewRows);
    }

    /**
     * Returns what a complete read of one segment proves about missing rows of that segment.
     *
     * @param hasNewRows whether the segment contains a row that it did not contain before
     */
    public RemovalProof proofOfSegment(ListingCompleteness walk, boolean hasNewRows) {
        return this == PLANNED ? SHIFTING.proof(walk, hasNewRows) : proof(walk, hasNewRows);
    }

    abstract RemovalProof undisturbed(ListingCompleteness walk, boolean hasNewRows);
}
