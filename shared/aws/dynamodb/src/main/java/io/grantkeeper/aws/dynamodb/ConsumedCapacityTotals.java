package io.grantkeeper.aws.dynamodb;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** Sums the consumed capacity that DynamoDB reports for each call, for the table and its indexes together. */
public final class ConsumedCapacityTotals {
    private final DoubleAdder reads = new DoubleAdder();
    private final DoubleAdder writes = new DoubleAdder();
    private final LongAdder readRequests = new LongAdder();
    private final LongAdder writeRequests = new LongAdder();

    /**
     * The capacity consumed up to a point in time.
     *
     * @param readUnits read units of 4 KB each; an eventually consistent read consumes half a unit
     * @param writeUnits write units of 1 KB each, indexes included
     */
    public record Snapshot(double readUnits, double writeUnits, long readRequests, long writeRequests) {
        /** Returns the capacity consumed since an earlier snapshot. */
        public Snapshot since(Snapshot earlier) {
            return new Snapshot(
                    readUnits - earlier.readUnits,
                    writeUnits - earlier.writeUnits,
                    readRequests - earlier.readRequests,
                    writeRequests - earlier.writeRequests);
        }
    }

    public Snapshot snapshot() {
        return new Snapshot(reads.sum(), writes.sum(), readRequests.sum(), writeRequests.sum());
    }

    void read(Iterable<ConsumedCapacity> capacities) {
        readRequests.increment();
        capacities.forEach(capacity -> reads.add(units(capacity)));
    }

    void written(Iterable<ConsumedCapacity> capacities) {
        writeRequests.increment();
        capacities.forEach(capacity -> writes.add(units(capacity)));
    }

    /**
     * Counts a write whose condition failed. Such a write consumes at least one write unit, but DynamoDB does not
     * report how many it consumed.
     */
    void refused() {
        writeRequests.increment();
        writes.add(1);
    }

    private static double units(ConsumedCapacity capacity) {
        Double units = capacity.capacityUnits();
        return units == null ? 0 : units;
    }
}
