package io.grantkeeper.identity.store;

import java.time.Instant;

/**
 * One planned sweep of a connection.
 *
 * @param partitions the number of planned partitions
 */
public record SweepRun(String id, Instant plannedAt, int partitions) {}
