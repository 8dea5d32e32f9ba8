package io.grantkeeper.identity.store;

import java.time.Instant;

/**
 * One planned sweep of a connection.
 *
 * @param partitions how many partitions were planned
 */
public record SweepRun(String id, Instant plannedAt, int partitions) {}
