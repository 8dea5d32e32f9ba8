package io.grantkeeper.identity.digest;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The evidence from the pages read so far about whether a listing is complete.
 *
 * @param counted whether all pages were counted; false if an earlier release read some of them
 * @param continued whether a page continued an earlier one, so that rows may have moved between pages
 * @param rowIds the hashes of the provider's row ids; empty if the stream does not report them
 * @param repeats the number of repeated rows, that is, rows that an earlier page or the same page had already contained
 * @param total the provider's own count of the listing's rows; empty if it states none
 * @param totalChanged whether two pages stated different counts
 * @param wholeSegments the hashes of the segments that were read as a whole
 */
public record ListingCompleteness(
        boolean counted,
        boolean continued,
        Set<Long> rowIds,
        int repeats,
        Optional<Long> total,
        boolean totalChanged,
        Set<Long> wholeSegments) {
    private static final ListingCompleteness START =
            new ListingCompleteness(true, false, Set.of(), 0, Optional.empty(), false, Set.of());

    private static final ListingCompleteness NOT_COUNTED =
            new ListingCompleteness(false, true, Set.of(), 0, Optional.empty(), false, Set.of());

    public ListingCompleteness {
        rowIds = Set.copyOf(rowIds);
        wholeSegments = Set.copyOf(wholeSegments);
    }

    /** Returns the evidence before the first page is read. */
    public static ListingCompleteness start() {
        return START;
    }

    /**
     * Returns the evidence for a listing that an earlier release began to read. That release counted nothing, so this
     * evidence proves nothing.
     */
    public static ListingCompleteness notCounted() {
        return NOT_COUNTED;
    }

    /**
     * Returns this evidence after one more page.
     *
     * @param continues whether the page, or a part of it, continues an earlier page
     * @param ids the provider's ids of the page's rows
     * @param stated the provider's own counts of the listing's rows; several if the page combines several of the
     *     provider's pages, empty if it states none
     * @param segments the segments that the page contains as a whole
     */
    public ListingCompleteness plus(
            boolean continues, Collection<String> ids, Collection<Long> stated, Collection<String> segments) {
        Set<Long> known = new HashSet<>(rowIds);
        int repeated = repeats;
        for (String id : ids) {
            if (!known.add(RowHashes.ofText(id))) {
                repeated++;
            }
        }
        Set<Long> totals = new HashSet<>(stated);
        total.ifPresent(totals::add);
        Set<Long> whole = new HashSet<>(wholeSegments);
        segments.forEach(segment -> whole.add(RowHashes.ofSegment(segment)));
        return new ListingCompleteness(
                counted,
                continued || continues,
                known,
                repeated,
                totals.stream().findFirst(),
                totalChanged || totals.size() > 1,
                whole);
    }

    /**
     * Returns this evidence with more repeated rows.
     *
     * @param more the number of additional repeats
     */
    public ListingCompleteness withRepeats(int more) {
        return new ListingCompleteness(counted, continued, rowIds, repeats + more, total, totalChanged, wholeSegments);
    }

    /**
     * Returns whether the evidence proves nothing: not all pages were counted, a row was repeated, or the provider's
     * counts differ from each other or from the number of row ids.
     */
    public boolean isContradicted() {
        return !counted
                || repeats > 0
                || totalChanged
                || total.filter(rows -> rows != rowIds.size()).isPresent();
    }
}
