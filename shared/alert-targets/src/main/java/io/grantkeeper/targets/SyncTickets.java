package io.grantkeeper.targets;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketIds;
import io.grantkeeper.targets.ticket.TicketStatus;
import io.grantkeeper.targets.ticket.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Synchronizes the tickets in targets with findings. A worker claims a ticket, creates it in the target, and records
 * it. If a worker is interrupted, its claim expires, and the next worker asks the target whether the ticket exists. The
 * failure of one target does not affect the others.
 */
public final class SyncTickets {
    private static final int PAGE = 100;

    private final AccessStore access;
    private final FindingStore findings;
    private final TicketStore tickets;
    private final List<AlertTargetRoute> routes;
    private final Function<ProviderId, String> providerNames;
    private final Settings settings;
    private final Clock clock;

    /**
     * The settings for synchronizing tickets.
     *
     * @param lease how long a worker may take to create a ticket; must be longer than a target takes to include a new
     *     ticket in search results
     * @param giveUpAfter the number of attempts after which a failing target is reported in the parking queue
     */
    public record Settings(Duration lease, int giveUpAfter) {}

    public SyncTickets(
            AccessStore access,
            FindingStore findings,
            TicketStore tickets,
            List<AlertTargetRoute> routes,
            Function<ProviderId, String> providerNames,
            Settings settings,
            Clock clock) {
        this.access = access;
        this.findings = findings;
        this.tickets = tickets;
        this.routes = List.copyOf(routes);
        this.providerNames = providerNames;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The result of opening the tickets of one identity.
     *
     * @param opened the number of tickets that were created
     * @param retryAt when to try again; empty if nothing is left to do
     * @param rejected the reason why a target does not accept a ticket with the current configuration; empty if none
     *     was rejected
     */
    public record Outcome(int opened, Optional<Instant> retryAt, Optional<String> rejected) {
        private static final Outcome NOTHING = new Outcome(0, Optional.empty(), Optional.empty());
    }

    /**
     * Creates the tickets that are still missing for an identity's open findings.
     *
     * @param attempt the number of failed attempts so far
     */
    public Outcome open(TenantId tenant, IdentityId identity, int attempt) {
        List<Finding> open = findings.openByIdentity(tenant, identity).stream()
                .filter(finding -> routes.stream().anyMatch(route -> route.receives(finding)))
                .toList();
        if (open.isEmpty()) {
            return Outcome.NOTHING;
        }
        Optional<IdentitySummary> summary = access.outline(tenant, identity).flatMap(IdentityRecord::summary);
        if (summary.isEmpty() && attempt >= settings.giveUpAfter()) {
            // Logs name identities that the inventory does not list, which never get a summary.
            return new Outcome(
                    0, Optional.empty(), Optional.of("the inventory does not list the identity, so it has no ticket"));
        }
        if (summary.isEmpty()) {
            return new Outcome(0, Optional.of(clock.instant().plus(settings.lease())), Optional.empty());
        }
        Progress progress = new Progress(attempt);
        Set<String> failing = new HashSet<>();
        for (Finding finding : open) {
            for (AlertTargetRoute route : routes) {
                // After a temporary failure, the other tickets of the same target wait as well.
                if (route.receives(finding)
                        && !failing.contains(route.target().definition().id())) {
                    open(tenant, finding, summary.get(), route.target(), progress, failing);
                }
            }
        }
        return progress.outcome();
    }

    private void open(
            TenantId tenant,
            Finding finding,
            IdentitySummary summary,
            AlertTarget target,
            Progress progress,
            Set<String> failing) {
        Optional<Claim> claim;
        try {
            claim = claim(tenant, finding, summary, target, progress);
        } catch (ConcurrentWriteException _) {
            progress.later(clock.instant().plus(settings.lease()));
            return;
        }
        claim.ifPresent(claimed -> create(tenant, finding, summary, target, claimed, progress, failing));
    }

    /**
     * A ticket that this worker has claimed in order to create it.
     *
     * @param mayExist whether an earlier attempt may have created the ticket in the target
     */
    private record Claim(AlertTicket ticket, boolean mayExist) {}

    /**
     * Claims the ticket of a finding in a target. Returns empty if the ticket exists or another worker is creating it.
     */
    private Optional<Claim> claim(
            TenantId tenant, Finding finding, IdentitySummary summary, AlertTarget target, Progress progress) {
        Instant now = clock.instant();
        Instant until = now.plus(settings.lease());
        AlertTarget.Definition definition = target.definition();
        String id = TicketIds.of(tenant, definition.id(), finding.identity(), finding.key());
        String title = OutboundAlert.of(id, finding, summary, "").title();
        Optional<AlertTicket> known = tickets.find(tenant, id);
        if (known.isEmpty()) {
            AlertTicket first = AlertTicket.claimed(
                    id, definition.id(), definition.product(), finding.identity(), finding.key(), title, now, until);
            if (tickets.open(tenant, first)) {
                return Optional.of(new Claim(first.withVersion(1), false));
            }
            progress.later(until);
            return Optional.empty();
        }
        AlertTicket ticket = known.get();
        return switch (ticket.status()) {
            case OPEN, ACKNOWLEDGED, HANDLED -> Optional.empty();
            case OPENING -> {
                if (now.isBefore(ticket.leaseUntil())) {
                    progress.later(ticket.leaseUntil());
                    yield Optional.empty();
                }
                yield Optional.of(new Claim(tickets.save(tenant, ticket.claimedUntil(until, now)), true));
            }
            case REJECTED -> Optional.of(new Claim(tickets.save(tenant, ticket.claimedUntil(until, now)), true));
            case CLOSED -> Optional.of(new Claim(tickets.save(tenant, ticket.nextRound(title, now, until)), false));
        };
    }

    private void create(
            TenantId tenant,
            Finding finding,
            IdentitySummary summary,
            AlertTarget target,
            Claim claim,
            Progress progress,
            Set<String> failing) {
        AlertTicket claimed = claim.ticket();
        try {
            AlertTarget.TicketReference reference = target.open(
                    OutboundAlert.of(claimed.key(), finding, summary, providerNames.apply(summary.provider())),
                    claim.mayExist());
            recordOpened(tenant, claimed.withSeverity(finding.severity()), reference);
            progress.opened++;
        } catch (AlertTargetException e) {
            String id = target.definition().id();
            failing.add(id);
            String reason = "target '%s': %s".formatted(id, e.reason());
            Instant now = clock.instant();
            if (e.isPermanent() || progress.attempt >= settings.giveUpAfter()) {
                save(tenant, claimed.rejected(reason, now));
                progress.rejected = Optional.of(reason);
            } else {
                Instant retryAt = now.plus(progress.backOff(e.retryAfter()));
                // The claim ends when the retry is due, so that the retry need not wait for the lease.
                save(tenant, claimed.claimedUntil(retryAt, now));
                progress.later(retryAt);
            }
        }
    }

    /** Records that a ticket exists. If an event from the target arrived first, the ticket's status does not change. */
    private void recordOpened(TenantId tenant, AlertTicket claimed, AlertTarget.TicketReference reference) {
        Instant now = clock.instant();
        try {
            var _ = tickets.save(
                    tenant,
                    claimed.withReference(reference.id(), reference.url()).withStatus(TicketStatus.OPEN, now));
        } catch (ConcurrentWriteException _) {
            tickets.find(tenant, claimed.id())
                    .filter(current -> current.round() == claimed.round()
                            && current.reference().isEmpty()
                            && current.status().isLive())
                    .map(current -> current.withReference(reference.id(), reference.url()))
                    .map(current ->
                            claimed.severity().map(current::withSeverity).orElse(current))
                    .map(current -> current.status() == TicketStatus.OPENING
                            ? current.withStatus(TicketStatus.OPEN, now)
                            : current)
                    .ifPresent(current -> save(tenant, current));
        }
    }

    private void save(TenantId tenant, AlertTicket ticket) {
        try {
            var _ = tickets.save(tenant, ticket);
        } catch (ConcurrentWriteException _) {
            // another worker or an event changed the ticket; the next run decides on what is stored now
        }
    }

    /**
     * The result of updating tickets.
     *
     * @param closed the number of tickets that were closed
     * @param changed the number of tickets whose severity was changed
     * @param failed the number of tickets that could not be updated; the next run tries again
     * @param problems one reason for each target that failed
     */
    public record Updated(int closed, int changed, int failed, List<String> problems) {
        private static final Updated NOTHING = new Updated(0, 0, 0, List.of());

        public Updated {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Closes the tickets whose finding has ended, because its condition ended or its owner answered. Changes the
     * severity of the other tickets to that of their finding.
     *
     * @param shouldContinue returns whether there is time for one more ticket
     */
    public Updated update(TenantId tenant, BooleanSupplier shouldContinue) {
        Map<IdentityId, Map<String, Finding>> open = new HashMap<>();
        Map<String, String> problems = new HashMap<>();
        int closed = 0;
        int changed = 0;
        int failed = 0;
        Optional<String> from = Optional.empty();
        do {
            StorePage<AlertTicket> page = tickets.live(tenant, PAGE, from);
            for (AlertTicket ticket : page.items()) {
                if (!shouldContinue.getAsBoolean()) {
                    return new Updated(closed, changed, failed, List.copyOf(problems.values()));
                }
                if (!problems.containsKey(ticket.target())) {
                    try {
                        Updated one = update(
                                tenant,
                                ticket,
                                open.computeIfAbsent(ticket.identity(), identity -> openFindings(tenant, identity)));
                        closed += one.closed();
                        changed += one.changed();
                    } catch (AlertTargetException e) {
                        problems.put(ticket.target(), "target '%s': %s".formatted(ticket.target(), e.reason()));
                        failed++;
                    }
                }
            }
            from = page.next();
        } while (from.isPresent());
        return new Updated(closed, changed, failed, List.copyOf(problems.values()));
    }

    private Updated update(TenantId tenant, AlertTicket ticket, Map<String, Finding> open) throws AlertTargetException {
        Finding finding = open.get(ticket.finding());
        if (finding != null) {
            return new Updated(0, changeSeverity(tenant, ticket, finding) ? 1 : 0, 0, List.of());
        }
        // Read again, because a finding can be opened after the findings were read, and then gets a ticket.
        if (openFindings(tenant, ticket.identity()).containsKey(ticket.finding())) {
            return Updated.NOTHING;
        }
        close(tenant, ticket);
        return new Updated(1, 0, 0, List.of());
    }

    private Map<String, Finding> openFindings(TenantId tenant, IdentityId identity) {
        Map<String, Finding> open = new HashMap<>();
        findings.openByIdentity(tenant, identity).forEach(finding -> open.put(finding.key(), finding));
        return open;
    }

    private Optional<AlertTarget> target(AlertTicket ticket) {
        return routes.stream()
                .map(AlertTargetRoute::target)
                .filter(each -> each.definition().id().equals(ticket.target()))
                .findFirst();
    }

    /** Sends a new severity to the target of an open ticket, and returns whether it was sent. */
    private boolean changeSeverity(TenantId tenant, AlertTicket ticket, Finding finding) throws AlertTargetException {
        boolean open = ticket.status() == TicketStatus.OPEN || ticket.status() == TicketStatus.ACKNOWLEDGED;
        Optional<AlertTarget> target = target(ticket);
        if (!open
                || target.isEmpty()
                || ticket.reference().isEmpty()
                || ticket.severity().filter(finding.severity()::equals).isPresent()) {
            return false;
        }
        if (ticket.severity().isPresent()) {
            Optional<IdentitySummary> summary =
                    access.outline(tenant, ticket.identity()).flatMap(IdentityRecord::summary);
            if (summary.isEmpty()) {
                return false;
            }
            target.get()
                    .changeSeverity(new AlertTarget.SeverityChange(
                            new AlertTarget.TicketReference(ticket.reference().get(), ticket.url()),
                            OutboundAlert.of(
                                    ticket.key(),
                                    finding,
                                    summary.get(),
                                    providerNames.apply(summary.get().provider())),
                            ticket.severity().get(),
                            ticket.version()));
        }
        save(tenant, ticket.withSeverity(finding.severity()));
        return ticket.severity().isPresent();
    }

    private void close(TenantId tenant, AlertTicket ticket) throws AlertTargetException {
        Instant now = clock.instant();
        if (ticket.status() == TicketStatus.OPENING && now.isBefore(ticket.leaseUntil())) {
            return; // a worker is creating it right now; the next run closes it
        }
        // A person has already closed a handled ticket, and a target that was removed cannot be called.
        Optional<AlertTarget> target = ticket.status() == TicketStatus.HANDLED ? Optional.empty() : target(ticket);
        if (target.isPresent()) {
            target.get()
                    .close(new AlertTarget.Closing(
                            ticket.key(),
                            ticket.reference()
                                    .map(reference -> new AlertTarget.TicketReference(reference, ticket.url())),
                            ticket.title(),
                            reason(tenant, ticket)));
        }
        save(tenant, ticket.withStatus(TicketStatus.CLOSED, now));
    }

    private String reason(TenantId tenant, AlertTicket ticket) {
        Optional<FindingStatus> status = access.identityRecord(tenant, ticket.identity()).stream()
                .flatMap(record -> record.findings().stream())
                .filter(finding -> finding.key().equals(ticket.finding()))
                .map(Finding::status)
                .findFirst();
        return status.filter(FindingStatus.ACCEPTED::equals).isPresent()
                ? "The owner answered: the access is accepted for a limited time."
                : "Grantkeeper closed the finding.";
    }

    /** Collects the results for all tickets of one identity. */
    private static final class Progress {
        private final int attempt;
        private int opened;
        private Optional<Instant> later = Optional.empty();
        private Optional<String> rejected = Optional.empty();

        Progress(int attempt) {
            this.attempt = attempt;
        }

        void later(Instant notBefore) {
            later = later.filter(known -> known.isBefore(notBefore)).or(() -> Optional.of(notBefore));
        }

        Duration backOff(Duration asked) {
            Duration own = Duration.ofSeconds(30L << Math.min(attempt, 7));
            return own.compareTo(asked) > 0 ? own : asked;
        }

        Outcome outcome() {
            return new Outcome(opened, later, rejected);
        }
    }
}
