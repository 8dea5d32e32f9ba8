package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Map;

/**
 * A row of the organization's audit log.
 *
 * @param visibleAt when the log first shows the row, which may be well after {@code time}
 * @param sequence orders rows that have the same time
 * @param data additional fields under GitHub's names
 */
public record GitHubAuditEntry(
        Instant time, Instant visibleAt, long sequence, String action, String actor, Map<String, Object> data) {}
