package io.grantkeeper.owners.alerts;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.LeavingOwnerFindings;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryWithheldAlertStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Sends alerts from in-memory stores, with the standard settings for when alerts are sent, and how many ({@code
 * AlertPacing}). The time is Sunday noon, and the connection has never been swept.
 */
final class PacingFixture {
    static final TenantId TENANT = new TenantId("acme");
    static final AlertRecipient TEAM = new AlertRecipient("Security", "security@acme.example", List.of());

    final ManualClock clock;
    final InMemoryFindingStore findings;
    final InMemoryAccessStore access;
    final InMemorySweepStore sweeps;
    final InMemoryQuestionStore questions;
    final InMemoryWithheldAlertStore store;
    final InMemoryAlertDeliveryStore sends;
    /** One line for each message: the recipient and the title. */
    final List<String> told = new ArrayList<>();

    final List<AlertMessage> messages = new ArrayList<>();
    /** The addresses that refuse messages. */
    final Set<String> unreachable = new HashSet<>();

    final SendOwnerAlerts alerts;
    final SendWithheldAlerts withheld;

    PacingFixture() {
        this(CrashSimulator.never(), AlertPacing.standard());
    }

    PacingFixture(CrashSimulator kill, AlertPacing pacing) {
        this(kill, pacing, Optional.empty());
        storePerson(DANA, "Dana", EmploymentStatus.ACTIVE);
        storePerson(ERIN, "Erin", EmploymentStatus.ACTIVE);
    }

    /**
     * Creates a fixture that shares the stores and the clock of an existing fixture but sends alerts under different
     * {@code AlertPacing} settings.
     */
    PacingFixture(PacingFixture before, AlertPacing pacing) {
        this(CrashSimulator.never(), pacing, Optional.of(before));
    }

    private PacingFixture(CrashSimulator kill, AlertPacing pacing, Optional<PacingFixture> before) {
        clock = before.map(other -> other.clock).orElseGet(() -> new ManualClock(ModelSamples.NOON));
        findings = before.map(other -> other.findings).orElseGet(InMemoryFindingStore::new);
        access = before.map(other -> other.access).orElseGet(() -> new InMemoryAccessStore(findings));
        sweeps = before.map(other -> other.sweeps).orElseGet(InMemorySweepStore::new);
        questions = before.map(other -> other.questions).orElseGet(InMemoryQuestionStore::new);
        store = before.map(other -> other.store).orElseGet(InMemoryWithheldAlertStore::new);
        sends = before.map(other -> other.sends).orElseGet(() -> new InMemoryAlertDeliveryStore(findings));
        AlertSettings settings = new AlertSettings(Severity.MEDIUM, TEAM, Duration.ofMinutes(2), 5, pacing);
        WithheldAlertStore guarded = kill.guard(WithheldAlertStore.class, store);
        AlertDeliveryStore sent = kill.guard(AlertDeliveryStore.class, sends);
        FindingStore found = kill.guard(FindingStore.class, findings);
        QuestionStore asked = kill.guard(QuestionStore.class, questions);
        List<AlertChannel> channels = List.of(kill.guard(AlertChannel.class, new Inbox()));
        AlertQuestion question = new AlertQuestion(
                asked,
                new AnswerLinkFactory(
                        URI.create("https://grantkeeper.acme.example"),
                        new TicketSigner(() -> List.of(Secret.of("a test key, which protects nothing at all"))),
                        Duration.ofDays(30)),
                false,
                AnswerTimeouts.standard(),
                _ -> "Google Workspace");
        AlertGate gate = new AlertGate(guarded, sweeps, pacing);
        alerts = new SendOwnerAlerts(
                access,
                found,
                sent,
                channels,
                _ -> "Google Workspace",
                settings,
                Optional.of(question),
                Optional.of(gate),
                clock);
        withheld = new SendWithheldAlerts(
                alerts,
                gate,
                new FirstSweepReport(access, sweeps, sent, guarded, channels, settings, _ -> "Google Workspace", clock),
                new WeeklySummary(access, found, asked, sent, guarded, channels, settings, clock),
                clock);
    }

    void storePerson(PersonId id, String name, EmploymentStatus employment) {
        access.apply(
                TENANT,
                ModelSamples.batch(
                        clock.instant(),
                        new AccessObservation.PersonObserved(
                                Person.of(id, name, KnownOrUnknown.known(ModelSamples.email(id)), employment))));
    }

    /** Plans the connection's first sweep, so that everything found from now on is part of the baseline. */
    void startFirstSweep() {
        startFirstSweep(ModelSamples.ACME);
    }

    void startFirstSweep(ConnectionId connection) {
        sweeps.recordPlanned(TENANT, sweeps.connection(TENANT, connection), new SweepRun("first", clock.instant(), 1));
    }

    void endFirstSweep() {
        clock.advance(Duration.ofMinutes(5));
        sweeps.recordBaseline(TENANT, ModelSamples.ACME, clock.instant());
        clock.advance(Duration.ofMinutes(30));
    }

    IdentityId app(String name, Severity severity, Optional<String> product, PersonId... owners) {
        return app(ModelSamples.ACME, name, severity, product, owners);
    }

    private IdentityId app(
            ConnectionId connection, String name, Severity severity, Optional<String> product, PersonId... owners) {
        IdentityId id = new IdentityId(
                connection,
                ModelSamples.appId(name).kind(),
                ModelSamples.appId(name).externalId());
        NonHumanIdentity known = ModelSamples.app(name);
        NonHumanIdentity identity = connection.equals(ModelSamples.ACME)
                ? known
                : NonHumanIdentity.of(
                        id, known.provider(), known.form(), known.displayName().text());
        access.apply(
                TENANT,
                new ObservationBatch(
                        clock.instant(),
                        sweeps.connection(TENANT, connection).baselineAt().isEmpty(),
                        List.of(
                                new AccessObservation.IdentityObserved(identity),
                                new AccessObservation.GrantObserved(identity, ModelSamples.grant(DANA, "mail.read")))));
        IdentitySummary one = ModelSamples.summary(id, IdentityStatus.ACTIVE, severity, Optional.empty());
        access.saveSummary(
                TENANT,
                new IdentitySummary(
                        one.id(),
                        one.provider(),
                        one.form(),
                        name,
                        one.status(),
                        one.severity(),
                        one.ai(),
                        product,
                        one.recognition(),
                        one.reaches(),
                        Arrays.stream(owners)
                                .map(owner -> new OwnerCandidate(owner, List.of("installed it")))
                                .toList(),
                        one.lastUsed(),
                        one.nextExpiry(),
                        clock.instant(),
                        clock.instant(),
                        0));
        return id;
    }

    /** Opens a finding about an app that is already stored. */
    void find(IdentityId id, FindingType type, Severity severity, PersonId... affected) {
        var _ = findings.open(
                TENANT,
                new Finding(
                        type == FindingType.OWNER_LEAVING
                                ? LeavingOwnerFindings.key(
                                        affected[0], LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                                : type.name().toLowerCase(Locale.ROOT),
                        id,
                        type,
                        severity,
                        FindingStatus.OPEN,
                        "is " + type.name().toLowerCase(Locale.ROOT),
                        List.of(),
                        List.of(),
                        List.of(),
                        "Decide.",
                        KnownOrUnknown.unknown(),
                        List.of(affected),
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty());
    }

    /** Stores an app owned by Dana, opens a finding about it, and handles the resulting alert work. */
    void arrival(String name, Severity severity) {
        arrival(ModelSamples.ACME, name, severity);
    }

    void arrival(ConnectionId connection, String name, Severity severity) {
        IdentityId id = app(connection, name, severity, Optional.empty(), DANA);
        find(id, FindingType.SHADOW_AI, severity);
        handle(id);
    }

    /** Handles alert work once. */
    SendOwnerAlerts.Outcome handleOnce(IdentityId id) {
        return alerts.handle(new AlertWork(TENANT, id, clock.instant(), 0));
    }

    /** Handles the alert work about identities, and handles it again after the gathering period. */
    void handle(IdentityId... ids) {
        for (IdentityId id : ids) {
            var _ = handleOnce(id);
        }
        clock.advance(AlertPacing.standard().gather().plusSeconds(1));
        for (IdentityId id : ids) {
            var _ = handleOnce(id);
        }
    }

    SendWithheldAlerts.Run release() {
        return withheld.run(TENANT, () -> true);
    }

    private final class Inbox extends MailboxDouble {
        Inbox() {
            super(told);
        }

        @Override
        public String render(AlertMessage message) {
            messages.add(message);
            return super.render(message);
        }

        @Override
        public String deliver(AlertDelivery send, boolean mayHaveBeenSent) throws ChannelException {
            if (unreachable.contains(send.recipient())) {
                throw ChannelException.rejected("the address does not exist");
            }
            return super.deliver(send, mayHaveBeenSent);
        }
    }
}
