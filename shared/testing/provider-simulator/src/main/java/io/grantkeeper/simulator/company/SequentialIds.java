package io.grantkeeper.simulator.company;

import java.util.concurrent.atomic.AtomicLong;

/** Generates ascending ids for new rows, as vendors assign them. */
final class SequentialIds {

    private final AtomicLong next;

    SequentialIds(long first) {
        next = new AtomicLong(first);
    }

    /** Returns the next id. Ids have gaps, because vendors number the rows of all customers in one sequence. */
    long next() {
        return next.getAndAdd(7);
    }
}
