package io.grantkeeper.simulator.company;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers for new rows, rising as the vendors' do. */
final class Ids {

    private final AtomicLong next;

    Ids(long first) {
        next = new AtomicLong(first);
    }

    /** Leaves gaps, since vendors number over all their customers. */
    long next() {
        return next.getAndAdd(7);
    }
}
