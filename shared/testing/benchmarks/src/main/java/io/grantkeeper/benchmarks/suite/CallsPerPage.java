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
 * Counts the provider calls for each page, and how many of them were repeats: calls for a page whose read failed, or
 * for a page that had already been read.
 */
final class CallsPerPage {
    /** Reads a page. */
    interface Reading {
        StreamPage read() throws ConnectorException;
    }

    /** The numbers of calls in one partition. */
    private static final class PartitionTally {
        private final Set<PartitionCursor> read = new HashSet<>();
        private final Map<PartitionCursor, Long> interrupted = new HashMap<>();
        private long largestPage;
        private long repeated;
        private int pagesAgain;

        void recordPage(PartitionCursor from, long answered) {
            long before = interrupted.getOrDefault(from, 0L); // the page may continue where an attempt was interrupted
            interrupted.remove(from);
            largestPage = Math.max(largestPage, before + answered);
            if (!read.add(from)) {
                recordRepeat(answered);
            }
        }

        void recordInterruption(PartitionCursor from, long answered) {
            interrupted.merge(from, answered, Long::sum);
            recordRepeat(answered);
        }

        private void recordRepeat(long answered) {
            repeated += answered;
            pagesAgain += answered > 0 ? 1 : 0;
        }
    }

    private final Map<Partition, PartitionTally> tallies = new HashMap<>();

    /** The number of calls that the provider has answered so far, counted separately for each thread that made them. */
    private final ThreadLocal<Long> answeredCalls = ThreadLocal.withInitial(() -> 0L);

    /**
     * Records that the provider answered a call of this thread. A response that is reused from an interrupted attempt
     * does not count as a call.
     */
    void recordAnswer() {
        answeredCalls.set(answeredCalls.get() + 1);
    }

    StreamPage count(Partition partition, PartitionCursor from, Reading reading) throws ConnectorException {
        long before = answeredCalls.get();
        boolean read = false;
        try {
            StreamPage page = reading.read();
            read = true;
            return page;
        } finally {
            note(partition, from, read, answeredCalls.get() - before);
        }
    }

    private synchronized void note(Partition partition, PartitionCursor from, boolean read, long answered) {
        PartitionTally tally = tallies.computeIfAbsent(partition, _ -> new PartitionTally());
        if (read) {
            tally.recordPage(from, answered);
        } else {
            tally.recordInterruption(from, answered);
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
