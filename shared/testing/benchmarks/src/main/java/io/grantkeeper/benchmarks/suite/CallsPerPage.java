package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.work.Partition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the provider calls for each page, and how many of the calls were repeats: calls for a page whose reading
 * failed, or for a page that had already been read.
 */
final class CallsPerPage {
    /** Reads a page in a session that counts its calls. */
    interface Reading {
        StreamPage read(CallCount answered) throws ConnectorException;
    }

    /** The number of calls answered so far while one page is read. */
    static final class CallCount {
        private long answered;

        void add() {
            answered++;
        }
    }

    /** The numbers of calls in one partition. */
    private static final class PartitionTally {
        private final Set<PartitionCursor> read = new HashSet<>();
        private long largestPage;
        private long repeated;
        private int pagesAgain;

        void recordPage(PartitionCursor from, long answered) {
            largestPage = Math.max(largestPage, answered);
            if (!read.add(from)) {
                recordRepeat(answered);
            }
        }

        void recordRepeat(long answered) {
            repeated += answered;
            pagesAgain += answered > 0 ? 1 : 0;
        }
    }

    private final Map<Partition, PartitionTally> tallies = new HashMap<>();

    StreamPage count(Partition partition, PartitionCursor from, Reading reading) throws ConnectorException {
        CallCount answered = new CallCount();
        boolean read = false;
        try {
            StreamPage page = reading.read(answered);
            read = true;
            return page;
        } finally {
            note(partition, from, read, answered.answered);
        }
    }

    private synchronized void note(Partition partition, PartitionCursor from, boolean read, long answered) {
        PartitionTally tally = tallies.computeIfAbsent(partition, _ -> new PartitionTally());
        if (read) {
            tally.recordPage(from, answered);
        } else {
            tally.recordRepeat(answered);
        }
    }

    /** Returns the partitions that had repeated calls, those with the most repeated calls first. */
    synchronized List<QuotaBenchmarkResult.Repeated> repeated() {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getValue().repeated > 0)
                .map(entry -> repeated(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(QuotaBenchmarkResult.Repeated::calls)
                        .reversed()
                        .thenComparing(QuotaBenchmarkResult.Repeated::partition))
                .toList();
    }

    private static QuotaBenchmarkResult.Repeated repeated(Partition partition, PartitionTally tally) {
        return new QuotaBenchmarkResult.Repeated(
                partition.stream() + "/" + partition.id(), tally.repeated, tally.pagesAgain, tally.largestPage);
    }
}
