package io.grantkeeper.behavior;

/**
 * Recognizes events that were read before. Two generations of hashes limit the memory: at least the last 262,144 events
 * of a connection are recognized.
 */
final class DuplicateEventFilter {
    private static final int LARGEST = 1 << 18;

    private long[] young = new long[1 << 8];
    private long[] old = new long[1 << 8];
    private int count;

    /** Adds an event's key and returns whether it is new. */
    boolean add(long key) {
        if (contains(old, key) || !insert(young, key)) {
            return false;
        }
        count++;
        if (count >= LARGEST) {
            old = young;
            young = new long[young.length];
            count = 0;
        } else if (count * 2 > young.length) {
            long[] larger = new long[young.length * 2];
            for (long each : young) {
                if (each != 0) {
                    insert(larger, each);
                }
            }
            young = larger;
        }
        return true;
    }

    private static boolean insert(long[] table, long key) {
        int at = (int) (key & (table.length - 1));
        while (table[at] != 0) {
            if (table[at] == key) {
                return false;
            }
            at = (at + 1) & (table.length - 1);
        }
        table[at] = key;
        return true;
    }

    private static boolean contains(long[] table, long key) {
        int at = (int) (key & (table.length - 1));
        while (table[at] != 0) {
            if (table[at] == key) {
                return true;
            }
            at = (at + 1) & (table.length - 1);
        }
        return false;
    }
}
