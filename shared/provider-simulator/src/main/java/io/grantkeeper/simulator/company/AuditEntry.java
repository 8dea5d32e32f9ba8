package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Map;

/**
 * One row of the organisation's audit log.
 *
 * @param sequence orders rows of the same instant
 * @param visibleAt when the log first shows it, which may be well after its time
 * @param data further fields as GitHub names them
 */
public record AuditEntry(
        Instant time, Instant visibleAt, long sequence, String action, String actor, Map<String, Object> data) {}
