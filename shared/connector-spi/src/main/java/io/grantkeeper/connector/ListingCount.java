package io.grantkeeper.connector;

import io.grantkeeper.identity.digest.ListingCompleteness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The evidence that a page provides about whether its listing is complete. It does not replace the page's observations,
 * because a row of the provider can result in several observations or none.
 *
 * @param rowIds the provider's ids of all rows on the page; needed only if the provider counts its rows
 * @param totals the provider's own counts of all rows of the listing, one for each of its pages that states a count
 * @param start whether the page starts one of the provider's listings, even if other pages of the stream precede it
 * @param severalPages whether the page consists of several pages of the provider's listing
 * @param wholeSegments the segments whose rows are all on this page, read with one response per segment
 */
public record ListingCount(
        List<String> rowIds, List<Long> totals, boolean start, boolean severalPages, Set<String> wholeSegments) {
    /** The value for a page whose provider does not count its rows. */
    public static final ListingCount NONE = new ListingCount(List.of(), List.of(), false, false, Set.of());

    public ListingCount {
        rowIds = List.copyOf(rowIds);
        totals = List.copyOf(totals);
        wholeSegments = Set.copyOf(wholeSegments);
    }

    /**
     * Returns a copy of this evidence with the provider's own count.
     *
     * @param ids the provider's ids of all rows on the page, including those that result in no observation
     * @param stated the number of all rows of the listing; empty if this page does not contain it
     */
    public ListingCount withTotal(Collection<String> ids, Optional<Long> stated) {
        return new ListingCount(List.copyOf(ids), stated.stream().toList(), start, severalPages, wholeSegments);
    }

    public ListingCount asStart() {
        return new ListingCount(rowIds, totals, true, severalPages, wholeSegments);
    }

    /** Returns the count for a page that combines this provider page with the next one. */
    public ListingCount and(ListingCount next) {
        List<String> ids = new ArrayList<>(rowIds);
        ids.addAll(next.rowIds);
        List<Long> stated = new ArrayList<>(totals);
        stated.addAll(next.totals);
        return new ListingCount(ids, stated, start, true, wholeSegments);
    }

    public ListingCount withWholeSegments(Collection<String> segments) {
        return new ListingCount(rowIds, totals, start, severalPages, Set.copyOf(segments));
    }

    /**
     * Returns the listing's evidence of completeness, extended by the evidence of this page.
     *
     * @param first whether this is the first page of the partition
     */
    public ListingCompleteness addTo(ListingCompleteness walk, boolean first) {
        return walk.plus(severalPages || !(first || start), rowIds, totals, wholeSegments);
    }
}
