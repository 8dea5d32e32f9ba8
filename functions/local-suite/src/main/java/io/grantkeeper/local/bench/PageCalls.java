package io.grantkeeper.local.bench;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.identity.work.Partition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the calls that each page took, and among them those that were answered in vain: the page did not come to its
 * end, or had been read before, so they were made again.
 */
final class PageCalls {
    /** Reads a page over a session that counts its calls. */
    interface Reading {
        Page read(CallCount answered) throws ConnectorException;
    }

    /** Calls that were answered so far while one page is read. */
    static final class CallCount {
        private long answered;

        void add() {
            answered++;
        }
    }

    /** What is known of one partition. */
    private static final class Tally {
        private final Set<Cursor> read = new HashSet<>();
        private long largestPage;
        private long repeated;
        private int pagesAgain;

        void wasRead(Cursor from, long answered) {
            largestPage = Math.max(largestPage, answered);
            if (!read.add(from)) {
                wasInVain(answered);
            }
        }

        void wasInVain(long answered) {
            repeated += answered;
            pagesAgain += answered > 0 ? 1 : 0;
        }
    }

    private final Map<Partition, Tally> tallies = new HashMap<>();

    Page count(Partition partition, Cursor from, Reading reading) throws ConnectorException {
        CallCount answered = new CallCount();
        boolean read = false;
        try {
            Page page = reading.read(answered);
            read = true;
            return page;
        } finally {
            note(partition, from, read, answered.answered);
        }
    }

    private synchronized void note(Partition partition, Cursor from, boolean read, long answered) {
        Tally tally = tallies.computeIfAbsent(partition, _ -> new Tally());
        if (read) {
            tally.wasRead(from, answered);
        } else {
            tally.wasInVain(answered);
        }
    }

    /** The partitions in which calls had to be made again, the worst first. */
    synchronized List<QuotaResult.Repeated> repeated() {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getValue().repeated > 0)
                .map(entry -> repeated(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(QuotaResult.Repeated::calls)
                        .reversed()
                        .thenComparing(QuotaResult.Repeated::partition))
                .toList();
    }

    private static QuotaResult.Repeated repeated(Partition partition, Tally tally) {
        return new QuotaResult.Repeated(
                partition.stream() + "/" + partition.id(), tally.repeated, tally.pagesAgain, tally.largestPage);
    }
}
