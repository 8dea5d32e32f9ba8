package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.finding.IdentitySummary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Orders summaries of one severity by the minute of their last change. A summary that changes several times in a minute,
 * as in a first sweep, moves in the index only once.
 */
final class SummaryChangeSortKeys {
    /**
     * The prefix that distinguishes these sort keys from those of earlier versions, which began with the id of a
     * connection.
     */
    private static final String PREFIX = "@";

    private static final int DIGITS = 12;

    private SummaryChangeSortKeys() {}

    static String sortKey(IdentitySummary summary) {
        return TableKeys.sk(from(summary.changedAt()) + "#" + summary.id());
    }

    /** Returns the lowest sort key of summaries that changed in the minute of an instant. */
    static String from(Instant changedAt) {
        return PREFIX
                + TableAttributes.sortable(changedAt.truncatedTo(ChronoUnit.MINUTES))
                        .substring(0, DIGITS);
    }

    /** Returns a sort key that sorts after those of all listed changes of summaries. */
    static String end() {
        return PREFIX + "~";
    }

    /** Returns the start of the minute in a sort key; empty if an earlier version wrote the key. */
    static Optional<Instant> minute(String sortKey) {
        return sortKey.startsWith(PREFIX)
                ? Optional.of(Instant.ofEpochSecond(
                        Long.parseLong(sortKey.substring(PREFIX.length(), PREFIX.length() + DIGITS))))
                : Optional.empty();
    }
}
