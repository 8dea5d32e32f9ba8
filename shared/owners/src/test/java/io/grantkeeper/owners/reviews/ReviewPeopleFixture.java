package io.grantkeeper.owners.reviews;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.ledger.record.RecordedApprovalOfRecordStore;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertQuestion;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.owners.alerts.EscalateQuestions;
import io.grantkeeper.owners.alerts.EscalationDelays;
import io.grantkeeper.owners.alerts.EscalationPath;
import io.grantkeeper.owners.alerts.MailboxDouble;
import io.grantkeeper.owners.alerts.ReviewNoticeSender;
import io.grantkeeper.owners.alerts.SendOwnerAlerts;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.answers.ApplyAnswer;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.owners.answers.RevokerProvider;
import io.grantkeeper.owners.answers.SubmitAnswer;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryCampaignStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Test data in which Dana owns the apps, Erin is the backup owner, and Max is Dana's manager. Messages are collected in
 * a list.
 */
final class ReviewPeopleFixture {
    static final TenantId TENANT = new TenantId("acme");
    static final PersonId MAX = new PersonId(ModelSamples.ACME, "max");
    static final IdentityId NOTES = ModelSamples.appId("notes");

    final ManualClock clock = new ManualClock(ModelSamples.NOON);
    final InMemoryFindingStore findings = new InMemoryFindingStore();
    final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final InMemoryCampaignStore campaigns = new InMemoryCampaignStore();
    final InMemoryApprovalOfRecordStore approvals = new InMemoryApprovalOfRecordStore();
    /** One line per sent message: the recipient and the title. */
    final List<String> told = new ArrayList<>();

    final Set<String> ledger = new TreeSet<>();
    final Set<String> unreachable = new HashSet<>();
    final SendOwnerAlerts alertOwner;
    final EscalateQuestions escalation;
    final RunReviews reviews;
    final SubmitAnswer give;

    ReviewPeopleFixture() {
        this(CrashSimulator.never());
    }

    ReviewPeopleFixture(CrashSimulator kill) {
        storePerson(DANA, EmploymentStatus.ACTIVE);
        storePerson(ERIN, EmploymentStatus.ACTIVE);
        storePerson(MAX, EmploymentStatus.ACTIVE);
        QuestionStore asked = kill.guard(QuestionStore.class, questions);
        AlertDeliveryStore sends = kill.guard(AlertDeliveryStore.class, new InMemoryAlertDeliveryStore(findings));
        FindingStore found = kill.guard(FindingStore.class, findings);
        CampaignStore runs = kill.guard(CampaignStore.class, campaigns);
        PendingEntryStore entries = kill.guard(PendingEntryStore.class, (_, entry) -> ledger.add(entry.id()));
        AlertChannel channel = kill.guard(AlertChannel.class, new Inbox());
        AlertRecipient security = new AlertRecipient("Security", "security@acme.example", List.of());
        AlertSettings settings = new AlertSettings(Severity.MEDIUM, security, Duration.ofMinutes(1), 5);
        AnswerLinkFactory links = new AnswerLinkFactory(
                URI.create("https://grantkeeper.acme.example"),
                new TicketSigner(() -> List.of(Secret.of("a test key, which protects nothing at all"))),
                Duration.ofDays(30));
        RevokerProvider revokers = (_, _) -> Optional.empty();
        EscalationPath path = new EscalationPath(access, found, security, clock);
        ApplyAnswer settle = new ApplyAnswer(
                asked,
                found,
                access,
                new AnswerRecorder(entries, new InMemorySaltStore()),
                new RecordApproval(
                        new RecordedApprovalOfRecordStore(
                                kill.guard(ApprovalOfRecordStore.class, approvals), entries, new InMemorySaltStore()),
                        access,
                        new InMemoryIdentityAliasStore(),
                        found,
                        clock),
                revokers,
                AnswerTimeouts.standard(),
                ProviderId::value,
                clock);
        AlertQuestion question = new AlertQuestion(asked, links, false, AnswerTimeouts.standard(), ProviderId::value);
        alertOwner = new SendOwnerAlerts(
                access,
                found,
                sends,
                List.of(channel),
                _ -> "Google",
                settings,
                Optional.of(question),
                Optional.empty(),
                clock);
        escalation = new EscalateQuestions(
                access,
                found,
                sends,
                runs,
                question,
                EscalationDelays.standard(),
                settle,
                List.of(channel),
                settings,
                _ -> "Google",
                clock);
        reviews = new RunReviews(
                access,
                found,
                asked,
                runs,
                path,
                settle,
                new ReviewNoticeSender(sends, List.of(channel), settings, links, clock),
                clock);
        give = new SubmitAnswer(asked, access, path, AnswerTimeouts.standard(), clock);
    }

    void storePerson(PersonId id, EmploymentStatus employment) {
        Person person = Person.of(id, id.externalId(), KnownOrUnknown.known(ModelSamples.email(id)), employment)
                .withManager(id.equals(DANA) ? KnownOrUnknown.known(MAX) : KnownOrUnknown.unknown())
                .withDepartment(KnownOrUnknown.known(id.equals(DANA) ? "Sales" : "Finance"));
        access.apply(TENANT, ModelSamples.batch(clock.instant(), new AccessObservation.PersonObserved(person)));
    }

    /** Stores an app to which Dana granted access, with the given people as owner candidates. */
    IdentityId app(String name, Severity severity, PersonId... owners) {
        IdentityId id = ModelSamples.appId(name);
        access.apply(TENANT, ModelSamples.batch(clock.instant(), ModelSamples.granted(name, DANA, "mail.read")));
        IdentitySummary one = ModelSamples.summary(id, IdentityStatus.ACTIVE, severity, Optional.empty());
        List<OwnerCandidate> candidates = java.util.Arrays.stream(owners)
                .map(owner -> new OwnerCandidate(owner, List.of("installed it")))
                .toList();
        access.saveSummary(
                TENANT,
                new IdentitySummary(
                        one.id(),
                        one.provider(),
                        one.form(),
                        one.displayName().text(),
                        one.status(),
                        one.severity(),
                        one.ai(),
                        one.product(),
                        one.recognition(),
                        one.reaches(),
                        candidates,
                        one.lastUsed(),
                        one.nextExpiry(),
                        one.firstSeen(),
                        one.changedAt(),
                        0));
        return id;
    }

    /** Removes all of an app's access, as if someone else had revoked it. */
    void removeAccess(String name) {
        clock.advance(Duration.ofMinutes(1));
        var _ = access.remove(
                TENANT,
                List.of(RowKey.grant(
                        ModelSamples.appId(name),
                        ModelSamples.grant(DANA, "mail.read").key())),
                clock.instant());
    }

    /** Opens a finding about the notes app, and alerts Dana. */
    void alert() {
        alert("notes");
    }

    /** Opens a finding about an app, and alerts Dana. */
    void alert(String name) {
        alert(name, Severity.HIGH);
    }

    void alert(String name, Severity severity) {
        IdentityId id = app(name, severity, DANA, ERIN);
        findings.open(TENANT, ModelSamples.finding(id, "f1", severity), Optional.of(DANA));
        alertOwner.handle(new AlertWork(TENANT, id, clock.instant(), 0));
    }

    OwnerQuestion theQuestion() {
        return questions.byIdentity(TENANT, NOTES).getLast();
    }

    String state(IdentityId id) {
        return IdentityStateDigest.of(access.identityRecord(TENANT, id).orElseThrow());
    }

    void answer(OwnerQuestion question, OwnerAnswer answer) {
        var _ = give.submit(
                TENANT,
                question.id(),
                person -> person.email().equals(question.current().email()),
                SubmitAnswer.Submission.of(answer, state(question.identity()), "email"));
        escalate();
    }

    EscalateQuestions.Run escalate() {
        return escalation.run(TENANT, () -> true);
    }

    /** Advances the clock by the given number of hours, running the escalation every six hours. */
    void passHours(int hours) {
        for (int passed = 0; passed < hours; passed += 6) {
            clock.advance(Duration.ofHours(6));
            escalate();
        }
    }

    private final class Inbox extends MailboxDouble {
        Inbox() {
            super(told);
        }

        @Override
        public Optional<String> addressOf(AlertRecipient recipient) {
            return super.addressOf(recipient).filter(address -> !unreachable.contains(address));
        }
    }
}
