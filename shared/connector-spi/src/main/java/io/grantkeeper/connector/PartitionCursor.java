package io.grantkeeper.connector;

import java.util.Optional;

/**
 * A read position within a partition. Only the stream that created the cursor can interpret it.
 *
 * @param token empty at the start of the partition; never a secret, and at most a few kilobytes long
 */
public record PartitionCursor(Optional<String> token) {
    private static final PartitionCursor START = new PartitionCursor(Optional.empty());

    public static PartitionCursor start() {
        return START;
    }

    public static PartitionCursor at(String token) {
        return new PartitionCursor(Optional.of(token));
    }
}
