package io.grantkeeper.simulator.company;

import java.time.Instant;

/**
 * An alert in Google's Alert Center.
 *
 * @param visibleAt when the list first shows the alert
 * @param email the person whom the alert is about; empty if it names nobody
 * @param address the address from which the person signed in; empty if the alert names none
 * @param status {@code NOT_STARTED}, {@code IN_PROGRESS} or {@code CLOSED}
 */
public record GoogleAlert(
        String id,
        Instant createdAt,
        Instant visibleAt,
        String type,
        String source,
        String severity,
        String status,
        String email,
        String address) {}
