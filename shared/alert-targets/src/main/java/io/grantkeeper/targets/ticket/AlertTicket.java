package io.grantkeeper.targets.ticket;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * The ticket of one finding in one target.
 *
 * @param id an id that is unique to the pair of finding and target
 * @param target the target's configured id
 * @param product the product name that people know, for example {@code Jira}
 * @param finding the finding's key
 * @param title the title with which the ticket was opened
 * @param round the sequence number of this ticket; each time the finding is reopened, its next ticket gets the next
 *     number
 * @param reference the target's reference to the ticket; empty until the target has answered
 * @param url the page of the ticket in the target
 * @param leaseUntil the end of the lease of the worker that creates the ticket
 * @param eventAt when the last event that the target reported occurred, by the target's clock
 * @param problem why the target does not accept the ticket; empty if it accepted the ticket or has not been asked
 * @param severity the last severity that the target received; empty for a ticket that does not exist yet, or that was
 *     opened before severities were stored
 * @param version incremented with each write; zero means "not stored yet"
 */
public record AlertTicket(
        String id,
        String target,
        String product,
        IdentityId identity,
        String finding,
        String title,
        int round,
        TicketStatus status,
        Optional<String> reference,
        Optional<String> url,
        Instant leaseUntil,
        Instant openedAt,
        Instant changedAt,
        Optional<Instant> eventAt,
        Optional<String> problem,
        Optional<Severity> severity,
        long version) {
    /** Returns a ticket that is about to be created in the target. */
    public static AlertTicket claimed(
            String id,
            String target,
            String product,
            IdentityId identity,
            String finding,
            String title,
            Instant now,
            Instant leaseUntil) {
        return opening(id, target, product, identity, finding, title, 1, now, leaseUntil, 0);
    }

    private static AlertTicket opening(
            String id,
            String target,
            String product,
            IdentityId identity,
            String finding,
            String title,
            int round,
            Instant now,
            Instant leaseUntil,
            long version) {
        return new AlertTicket(
                id,
                target,
                product,
                identity,
                finding,
                title,
                round,
                TicketStatus.OPENING,
                Optional.empty(),
                Optional.empty(),
                leaseUntil,
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                version);
    }

    /** Returns the key by which the target knows this ticket. Each ticket of the same finding has a different key. */
    public String key() {
        return id + "-" + round;
    }

    /**
     * Returns the name that people know; empty if the target gave the ticket none. Omits the internal id that a
     * ServiceNow reference also contains. A reference that is only the key comes from a target without names of its
     * own.
     */
    public Optional<String> name() {
        return reference.filter(given -> !given.startsWith("gk-")).map(given -> given.split("/", 2)[0]);
    }

    /** Returns a claim for the finding's next ticket, because the finding was reopened. */
    public AlertTicket nextRound(String newTitle, Instant now, Instant newLeaseUntil) {
        return opening(id, target, product, identity, finding, newTitle, round + 1, now, newLeaseUntil, version);
    }

    /** Returns a copy of this ticket that is claimed by a worker, which will create the ticket in the target. */
    public AlertTicket claimedUntil(Instant until, Instant now) {
        return with(TicketStatus.OPENING, reference, url, until, now, eventAt, Optional.empty(), severity, version);
    }

    /** Returns a copy of this ticket with the target's reference to it. */
    public AlertTicket withReference(String newReference, Optional<String> newUrl) {
        return with(
                status, Optional.of(newReference), newUrl, leaseUntil, changedAt, eventAt, problem, severity, version);
    }

    /** Returns a copy of this ticket with another status. */
    public AlertTicket withStatus(TicketStatus newStatus, Instant at) {
        return with(newStatus, reference, url, leaseUntil, at, eventAt, Optional.empty(), severity, version);
    }

    /** Returns a copy of this ticket with the effect of an event that occurred in the target at the given time. */
    public AlertTicket withEvent(TicketStatus newStatus, Instant occurredAt, Instant now) {
        return with(newStatus, reference, url, leaseUntil, now, Optional.of(occurredAt), problem, severity, version);
    }

    /** Returns a copy of this ticket that is marked as rejected by the target. */
    public AlertTicket rejected(String why, Instant at) {
        return with(
                TicketStatus.REJECTED, reference, url, leaseUntil, at, eventAt, Optional.of(why), severity, version);
    }

    /** Returns a copy of this ticket with the severity that its target received. */
    public AlertTicket withSeverity(Severity received) {
        return with(status, reference, url, leaseUntil, changedAt, eventAt, problem, Optional.of(received), version);
    }

    public AlertTicket withVersion(long newVersion) {
        return with(status, reference, url, leaseUntil, changedAt, eventAt, problem, severity, newVersion);
    }

    private AlertTicket with(
            TicketStatus newStatus,
            Optional<String> newReference,
            Optional<String> newUrl,
            Instant newLeaseUntil,
            Instant newChangedAt,
            Optional<Instant> newEventAt,
            Optional<String> newProblem,
            Optional<Severity> newSeverity,
            long newVersion) {
        return new AlertTicket(
                id,
                target,
                product,
                identity,
                finding,
                title,
                round,
                newStatus,
                newReference,
                newUrl,
                newLeaseUntil,
                openedAt,
                newChangedAt,
                newEventAt,
                newProblem,
                newSeverity,
                newVersion);
    }
}
