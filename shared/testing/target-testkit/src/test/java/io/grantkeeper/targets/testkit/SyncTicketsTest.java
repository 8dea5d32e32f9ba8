package io.grantkeeper.targets.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.finding;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryTicketStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.AlertTargetRoute;
import io.grantkeeper.targets.SyncTickets;
import io.grantkeeper.targets.inbound.RecordTicketEvent;
import io.grantkeeper.targets.inbound.TicketEvent;
import io.grantkeeper.targets.jira.JiraTarget;
import io.grantkeeper.targets.pagerduty.PagerDutyTarget;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketIds;
import io.grantkeeper.targets.ticket.TicketStatus;
import io.grantkeeper.targets.ticket.TicketStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the whole life cycle of tickets, with the doubles of PagerDuty and of Jira, which does not recognize
 * duplicates.
 */
class SyncTicketsTest {
    private static final IdentityId NOTELY = appId("notely");
    private static final String KEY = "shadow-ai/notely";
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final TenantId tenant = freshTenant();
    private final ManualClock clock = new ManualClock(ModelSamples.NOON);
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final InMemoryTicketStore tickets = new InMemoryTicketStore();
    private final JiraDouble jira = new JiraDouble("bot@acme.example", "token");
    private final PagerDutyDouble pagerDuty = new PagerDutyDouble("key");
    private final AlertTarget toJira = new JiraTarget(
            new JiraTarget.Settings(
                    "security-jira", jira.address(), "bot@acme.example", "SEC", "Task", Optional.empty(), false),
            () -> Secret.of("token"),
            TargetTestClients.http("Jira"));
    private final AlertTarget toPagerDuty = new PagerDutyTarget(
            "oncall", pagerDuty.address(), () -> Secret.of("key"), TargetTestClients.http("PagerDuty"));

    @BeforeEach
    void storeIdentity() {
        access.apply(
                tenant,
                ModelSamples.batch(ModelSamples.NOON, ModelSamples.granted("notely", ModelSamples.DANA, "mail.read")));
        access.saveSummary(
                tenant, ModelSamples.summary(NOTELY, IdentityStatus.ACTIVE, Severity.HIGH, Optional.empty()));
    }

    @AfterEach
    void close() {
        jira.close();
        pagerDuty.close();
    }

    private SyncTickets sync(TicketStore store, AlertTargetRoute... routes) {
        return new SyncTickets(
                access,
                findings,
                store,
                List.of(routes),
                _ -> "Google Workspace",
                new SyncTickets.Settings(LEASE, 3),
                clock);
    }

    private static AlertTargetRoute all(AlertTarget target) {
        return new AlertTargetRoute(target, Severity.LOW, Set.of());
    }

    private void open(String key, Severity severity) {
        findings.open(tenant, finding(NOTELY, key, severity), Optional.empty());
    }

    private AlertTicket ticket(String target) {
        return tickets.find(tenant, TicketIds.of(tenant, target, NOTELY, KEY)).orElseThrow();
    }

    @Test
    void createsOneTicketPerFindingAndTargetDespiteRedeliveries() {
        open(KEY, Severity.HIGH);
        SyncTickets sync = sync(tickets, all(toJira), all(toPagerDuty));
        assertThat(sync.open(tenant, NOTELY, 0).opened()).isEqualTo(2);
        assertThat(sync.open(tenant, NOTELY, 0).opened()).isZero();
        assertThat(jira.tickets()).isEqualTo(1);
        assertThat(pagerDuty.tickets()).isEqualTo(1);
        assertThat(ticket("security-jira").reference()).contains("SEC-1");
        assertThat(pagerDuty.severities()).containsExactly("error");
    }

    @Test
    void givesUpOnIdentityThatInventoryDoesNotList() {
        IdentityId ghost = appId("ghost");
        findings.open(tenant, finding(ghost, KEY, Severity.HIGH), Optional.empty());
        SyncTickets sync = sync(tickets, all(toJira));
        assertThat(sync.open(tenant, ghost, 0).retryAt()).isPresent();
        SyncTickets.Outcome last = sync.open(tenant, ghost, 3);
        assertThat(last.retryAt()).isEmpty();
        assertThat(last.rejected()).isPresent();
    }

    @Test
    void sendsTargetOnlyFindingsThatMatchItsRoute() {
        open(KEY, Severity.MEDIUM);
        FindingType type = finding(NOTELY, KEY, Severity.MEDIUM).type();
        FindingType other = type == FindingType.EXPIRING ? FindingType.SHADOW_AI : FindingType.EXPIRING;
        SyncTickets sync = sync(
                tickets,
                new AlertTargetRoute(toJira, Severity.HIGH, Set.of()),
                new AlertTargetRoute(toPagerDuty, Severity.LOW, Set.of(other)));
        assertThat(sync.open(tenant, NOTELY, 0).opened()).isZero();
        assertThat(jira.tickets() + pagerDuty.tickets()).isZero();
    }

    /** The worker is interrupted after Jira creates the issue and before the reference is stored. */
    @Test
    void findsIssueOfInterruptedWorkerInsteadOfCreatingAnother() {
        open(KEY, Severity.HIGH);
        TicketStore dying = new InterruptedTicketStore(tickets);
        assertThat(catchThrowable(() -> sync(dying, all(toJira)).open(tenant, NOTELY, 0)))
                .hasMessage("interrupted");
        assertThat(jira.tickets()).isEqualTo(1);
        assertThat(ticket("security-jira").status()).isEqualTo(TicketStatus.OPENING);

        SyncTickets next = sync(tickets, all(toJira));
        assertThat(next.open(tenant, NOTELY, 0).retryAt())
                .contains(clock.instant().plus(LEASE));
        clock.advance(LEASE);
        assertThat(next.open(tenant, NOTELY, 1).opened()).isEqualTo(1);
        assertThat(jira.tickets()).isEqualTo(1);
        assertThat(ticket("security-jira").reference()).contains("SEC-1");
    }

    @Test
    void closesTicketAfterFindingEnds() {
        open(KEY, Severity.HIGH);
        SyncTickets sync = sync(tickets, all(toJira), all(toPagerDuty));
        sync.open(tenant, NOTELY, 0);
        assertThat(sync.update(tenant, () -> true).closed()).isZero();
        findings.close(tenant, NOTELY, KEY, clock.instant());
        assertThat(sync.update(tenant, () -> true).closed()).isEqualTo(2);
        assertThat(jira.isClosed(ticket("security-jira").key())).isTrue();
        assertThat(pagerDuty.isClosed(ticket("oncall").key())).isTrue();
        assertThat(ticket("security-jira").status()).isEqualTo(TicketStatus.CLOSED);
        assertThat(sync.update(tenant, () -> true).closed()).isZero();
    }

    @Test
    void updatesSeverityOfOpenTicketsOnceWhenFindingChanges() {
        openShadowAi(Severity.HIGH);
        SyncTickets sync = sync(tickets, all(toJira), all(toPagerDuty));
        sync.open(tenant, NOTELY, 0);
        assertThat(sync.update(tenant, () -> true).changed()).isZero();
        openShadowAi(Severity.CRITICAL);
        assertThat(sync.update(tenant, () -> true).changed()).isEqualTo(2);
        assertThat(jira.severity(ticket("security-jira").key())).isEqualTo("severity-critical");
        assertThat(jira.texts()).contains("Grantkeeper changed the severity from high to critical.");
        assertThat(pagerDuty.severities()).containsExactly("critical");
        assertThat(ticket("oncall").severity()).contains(Severity.CRITICAL);
        assertThat(sync.update(tenant, () -> true).changed()).isZero();
        assertThat(jira.tickets()).isEqualTo(1);
        assertThat(pagerDuty.tickets()).isEqualTo(1);
    }

    @Test
    void retriesSeverityChangeThatTargetRejected() {
        openShadowAi(Severity.HIGH);
        SyncTickets sync = sync(tickets, all(toJira));
        sync.open(tenant, NOTELY, 0);
        openShadowAi(Severity.CRITICAL);
        jira.refuseNext(403, Map.of(), "");
        assertThat(sync.update(tenant, () -> true).failed()).isEqualTo(1);
        assertThat(ticket("security-jira").severity()).contains(Severity.HIGH);
        assertThat(sync.update(tenant, () -> true).changed()).isEqualTo(1);
        assertThat(jira.severity(ticket("security-jira").key())).isEqualTo("severity-critical");
    }

    @Test
    void keepsSeverityOfTicketThatPersonHandled() {
        openShadowAi(Severity.HIGH);
        SyncTickets sync = sync(tickets, all(toPagerDuty));
        sync.open(tenant, NOTELY, 0);
        TicketEvent closed = new TicketEvent(
                ticket("oncall").key(), TicketEvent.What.CLOSED, clock.instant().plusSeconds(60));
        new RecordTicketEvent(tickets, clock).record(tenant, "oncall", closed);
        openShadowAi(Severity.CRITICAL);
        assertThat(sync.update(tenant, () -> true).changed()).isZero();
        assertThat(pagerDuty.severities()).containsExactly("error");
    }

    @Test
    void storesSeverityOfTicketFromEarlierRelease() {
        openShadowAi(Severity.HIGH);
        SyncTickets sync = sync(tickets, all(toJira));
        sync.open(tenant, NOTELY, 0);
        AlertTicket stored = ticket("security-jira");
        AlertTicket older = AlertTicket.claimed(
                        stored.id(),
                        stored.target(),
                        stored.product(),
                        NOTELY,
                        KEY,
                        stored.title(),
                        clock.instant(),
                        clock.instant())
                .withReference("SEC-1", Optional.empty())
                .withStatus(TicketStatus.OPEN, clock.instant())
                .withVersion(stored.version());
        tickets.save(tenant, older);
        int calls = jira.received().size();
        assertThat(sync.update(tenant, () -> true).changed()).isZero();
        assertThat(jira.received()).hasSize(calls);
        assertThat(ticket("security-jira").severity()).contains(Severity.HIGH);
    }

    /** Opens the finding, or replaces it with a more severe one. */
    private void openShadowAi(Severity severity) {
        Finding found = finding(NOTELY, KEY, severity);
        findings.open(
                tenant,
                new Finding(
                        found.key(),
                        found.identity(),
                        FindingType.SHADOW_AI,
                        found.severity(),
                        found.status(),
                        found.headline(),
                        found.before(),
                        found.after(),
                        found.reasons(),
                        found.advice(),
                        found.cause(),
                        found.affected(),
                        found.foundAt(),
                        found.closedAt(),
                        found.sendId()),
                Optional.empty());
    }

    @Test
    void closesIssueOfInterruptedWorkerIfFindingEnds() {
        open(KEY, Severity.HIGH);
        var _ = catchThrowable(
                () -> sync(new InterruptedTicketStore(tickets), all(toJira)).open(tenant, NOTELY, 0));
        findings.close(tenant, NOTELY, KEY, clock.instant());
        SyncTickets sync = sync(tickets, all(toJira));
        assertThat(jira.isClosed(ticket("security-jira").key())).isFalse();
        sync.update(tenant, () -> true);
        clock.advance(LEASE);
        sync.update(tenant, () -> true);
        assertThat(jira.isClosed(ticket("security-jira").key())).isTrue();
    }

    @Test
    void createsNewTicketIfFindingIsOpenedAgain() {
        open(KEY, Severity.HIGH);
        SyncTickets sync = sync(tickets, all(toJira));
        sync.open(tenant, NOTELY, 0);
        Finding accepted = findings.openByIdentity(tenant, NOTELY).getFirst();
        findings.accept(tenant, NOTELY, KEY, clock.instant());
        sync.update(tenant, () -> true);
        findings.reopen(
                tenant,
                accepted.withStatus(FindingStatus.ACCEPTED, Optional.of(clock.instant())),
                clock.instant(),
                Optional.empty());
        assertThat(sync.open(tenant, NOTELY, 0).opened()).isEqualTo(1);
        assertThat(jira.tickets()).isEqualTo(2);
        assertThat(ticket("security-jira").round()).isEqualTo(2);
    }

    @Test
    void waitsForRateLimitWithoutDelayingOtherTargets() {
        open(KEY, Severity.HIGH);
        jira.refuseNext(429, Map.of("Retry-After", "600"), "");
        SyncTickets sync = sync(tickets, all(toJira), all(toPagerDuty));
        SyncTickets.Outcome outcome = sync.open(tenant, NOTELY, 0);
        assertThat(outcome.retryAt()).contains(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(outcome.rejected()).isEmpty();
        assertThat(pagerDuty.tickets()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(10));
        assertThat(sync.open(tenant, NOTELY, 1).opened()).isEqualTo(1);
        assertThat(jira.tickets()).isEqualTo(1);
    }

    @Test
    void reportsRejectionReasonAndRetriesWithNextWork() {
        open(KEY, Severity.HIGH);
        jira.refuseNext(401, Map.of(), "");
        SyncTickets sync = sync(tickets, all(toJira), all(toPagerDuty));
        SyncTickets.Outcome outcome = sync.open(tenant, NOTELY, 0);
        assertThat(outcome.rejected()).contains("target 'security-jira': Jira answered 401; check 'user' and 'token'");
        assertThat(outcome.retryAt()).isEmpty();
        assertThat(ticket("security-jira").status()).isEqualTo(TicketStatus.REJECTED);
        assertThat(ticket("security-jira").problem()).isEqualTo(outcome.rejected());
        assertThat(pagerDuty.tickets()).isEqualTo(1);
        assertThat(sync.open(tenant, NOTELY, 0).opened()).isEqualTo(1);
        assertThat(ticket("security-jira").problem()).isEmpty();
    }

    @Test
    void givesUpOnOutageAfterConfiguredNumberOfAttempts() {
        open(KEY, Severity.HIGH);
        for (int i = 0; i < 3; i++) {
            jira.refuseNext(503, Map.of(), "");
        }
        assertThat(sync(tickets, all(toJira)).open(tenant, NOTELY, 3).rejected())
                .contains("target 'security-jira': Jira answered 503");
    }

    @Test
    void recordsThatPersonHandledTicketWithoutEndingFinding() {
        open(KEY, Severity.HIGH);
        SyncTickets sync = sync(tickets, all(toPagerDuty));
        sync.open(tenant, NOTELY, 0);
        RecordTicketEvent events = new RecordTicketEvent(tickets, clock);
        Instant at = clock.instant().plusSeconds(60);
        TicketEvent closed = new TicketEvent(ticket("oncall").key(), TicketEvent.What.CLOSED, at);
        assertThat(events.record(tenant, "oncall", closed)).isEqualTo(RecordTicketEvent.Result.RECORDED);
        assertThat(ticket("oncall").status()).isEqualTo(TicketStatus.HANDLED);
        assertThat(ticket("oncall").eventAt()).contains(at);
        assertThat(findings.openByIdentity(tenant, NOTELY)).hasSize(1);
        assertThat(sync.open(tenant, NOTELY, 0).opened()).as("no second ticket").isZero();
        assertThat(sync.update(tenant, () -> true).closed()).isZero();

        findings.close(tenant, NOTELY, KEY, clock.instant());
        int calls = pagerDuty.received().size();
        assertThat(sync.update(tenant, () -> true).closed()).isEqualTo(1);
        assertThat(pagerDuty.received())
                .as("a handled ticket is closed already")
                .hasSize(calls);
    }

    @Test
    void ignoresRepeatedAndLateEventsAndEventsOfOtherTargets() {
        open(KEY, Severity.HIGH);
        sync(tickets, all(toPagerDuty), all(toJira)).open(tenant, NOTELY, 0);
        RecordTicketEvent events = new RecordTicketEvent(tickets, clock);
        String key = ticket("oncall").key();
        Instant at = clock.instant().plusSeconds(60);
        events.record(tenant, "oncall", new TicketEvent(key, TicketEvent.What.CLOSED, at));
        assertThat(events.record(tenant, "oncall", new TicketEvent(key, TicketEvent.What.CLOSED, at)))
                .isEqualTo(RecordTicketEvent.Result.NOTHING_NEW);
        assertThat(events.record(
                        tenant, "oncall", new TicketEvent(key, TicketEvent.What.ACKNOWLEDGED, at.minusSeconds(5))))
                .isEqualTo(RecordTicketEvent.Result.NOTHING_NEW);
        assertThat(events.record(
                        tenant, "security-jira", new TicketEvent(key, TicketEvent.What.REOPENED, at.plusSeconds(5))))
                .as("a target cannot change the tickets of another one")
                .isEqualTo(RecordTicketEvent.Result.UNKNOWN);
        assertThat(events.record(
                        freshTenant(), "oncall", new TicketEvent(key, TicketEvent.What.REOPENED, at.plusSeconds(5))))
                .isEqualTo(RecordTicketEvent.Result.UNKNOWN);
        assertThat(events.record(tenant, "oncall", new TicketEvent("gk-x", TicketEvent.What.CLOSED, at)))
                .isEqualTo(RecordTicketEvent.Result.UNKNOWN);
        assertThat(ticket("oncall").status()).isEqualTo(TicketStatus.HANDLED);
        assertThat(events.record(tenant, "oncall", new TicketEvent(key, TicketEvent.What.REOPENED, at.plusSeconds(5))))
                .isEqualTo(RecordTicketEvent.Result.RECORDED);
        assertThat(ticket("oncall").status()).isEqualTo(TicketStatus.OPEN);
    }

    @Test
    void marksTicketsOfRemovedTargetAsClosed() {
        open(KEY, Severity.HIGH);
        sync(tickets, all(toJira)).open(tenant, NOTELY, 0);
        findings.close(tenant, NOTELY, KEY, clock.instant());
        assertThat(sync(tickets, all(toPagerDuty)).update(tenant, () -> true).closed())
                .isEqualTo(1);
        assertThat(ticket("security-jira").status()).isEqualTo(TicketStatus.CLOSED);
    }

    @Test
    void keepsTicketLiveIfTargetDoesNotCloseIt() {
        open(KEY, Severity.HIGH);
        SyncTickets sync = sync(tickets, all(toJira));
        sync.open(tenant, NOTELY, 0);
        findings.close(tenant, NOTELY, KEY, clock.instant());
        jira.refuseNext(403, Map.of(), "");
        SyncTickets.Updated failed = sync.update(tenant, () -> true);
        assertThat(failed.problems())
                .containsExactly("target 'security-jira': Jira answered 403; check 'user' and 'token'");
        assertThat(sync.update(tenant, () -> true).closed()).isEqualTo(1);
    }

    /** A store of a worker that is interrupted while it records that a ticket exists. */
    private record InterruptedTicketStore(TicketStore store) implements TicketStore {
        @Override
        public Optional<AlertTicket> find(TenantId tenant, String id) {
            return store.find(tenant, id);
        }

        @Override
        public boolean open(TenantId tenant, AlertTicket ticket) {
            return store.open(tenant, ticket);
        }

        @Override
        public AlertTicket save(TenantId tenant, AlertTicket ticket) {
            throw new IllegalStateException("interrupted");
        }

        @Override
        public StorePage<AlertTicket> live(TenantId tenant, int limit, Optional<String> from) {
            return store.live(tenant, limit, from);
        }

        @Override
        public StorePage<AlertTicket> recent(TenantId tenant, int limit, Optional<String> from) {
            return store.recent(tenant, limit, from);
        }
    }
}
