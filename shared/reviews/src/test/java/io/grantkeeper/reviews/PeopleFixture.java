package io.grantkeeper.reviews;

import static io.grantkeeper.store.testkit.Samples.DANA;
import static io.grantkeeper.store.testkit.Samples.ERIN;

import io.grantkeeper.alerts.AlertChannel;
import io.grantkeeper.alerts.AlertMessage;
import io.grantkeeper.alerts.AlertOwner;
import io.grantkeeper.alerts.AlertSettings;
import io.grantkeeper.alerts.Asking;
import io.grantkeeper.alerts.ChannelException;
import io.grantkeeper.alerts.Escalation;
import io.grantkeeper.alerts.EscalationDelays;
import io.grantkeeper.alerts.EscalationPath;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.alerts.ReviewNotices;
import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.AnswerSettings;
import io.grantkeeper.answers.GiveAnswer;
import io.grantkeeper.answers.IdentityState;
import io.grantkeeper.answers.Revokers;
import io.grantkeeper.answers.SettleAnswer;
import io.grantkeeper.answers.Tickets;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.Send;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryCampaignStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemorySalts;
import io.grantkeeper.store.testkit.InMemorySendStore;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Dana owns the apps, Erin backs her up, Max manages Dana; messages arrive in a list. */
final class PeopleFixture {
    static final TenantId TENANT = new TenantId("acme");
    static final PersonId MAX = new PersonId(Samples.ACME, "max");
    static final IdentityId NOTES = Samples.appId("notes");

    final SteppingClock clock = new SteppingClock(Samples.NOON);
    final InMemoryFindingStore findings = new InMemoryFindingStore();
    final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final InMemoryCampaignStore campaigns = new InMemoryCampaignStore();
    /** One line a message: to whom, and its title. */
    final List<String> told = new ArrayList<>();

    final Set<String> ledger = new TreeSet<>();
    final Set<String> unreachable = new HashSet<>();
    final AlertOwner alertOwner;
    final Escalation escalation;
    final RunReviews reviews;
    final GiveAnswer give;

    PeopleFixture() {
        this(KillSwitch.never());
    }

    PeopleFixture(KillSwitch kill) {
        know(DANA, Employment.ACTIVE);
        know(ERIN, Employment.ACTIVE);
        know(MAX, Employment.ACTIVE);
        QuestionStore asked = kill.guard(QuestionStore.class, questions);
        SendStore sends = kill.guard(SendStore.class, new InMemorySendStore(findings));
        FindingStore found = kill.guard(FindingStore.class, findings);
        CampaignStore runs = kill.guard(CampaignStore.class, campaigns);
        EntryStore entries = kill.guard(EntryStore.class, (_, entry) -> ledger.add(entry.id()));
        AlertChannel channel = kill.guard(AlertChannel.class, new Inbox());
        Recipient security = new Recipient("Security", "security@acme.example", List.of());
        AlertSettings settings = new AlertSettings(Severity.MEDIUM, security, Duration.ofMinutes(1), 5);
        AnswerLinks links = new AnswerLinks(
                URI.create("https://grantkeeper.acme.example"),
                new Tickets(() -> List.of(Secret.of("a key of the tests, which guards nothing at all"))),
                Duration.ofDays(30));
        Revokers revokers = (_, _) -> Optional.empty();
        EscalationPath path = new EscalationPath(access, found, security, clock);
        SettleAnswer settle = new SettleAnswer(
                asked,
                found,
                access,
                new AnswerRecorder(entries, new InMemorySalts()),
                revokers,
                AnswerSettings.standard(),
                clock);
        Asking asking = new Asking(asked, links, false);
        alertOwner = new AlertOwner(
                access, found, sends, List.of(channel), _ -> "Google", settings, Optional.of(asking), clock);
        escalation = new Escalation(
                access,
                found,
                sends,
                runs,
                asking,
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
                new ReviewNotices(sends, List.of(channel), settings, links, clock),
                clock);
        give = new GiveAnswer(asked, access, path, AnswerSettings.standard(), clock);
    }

    void know(PersonId id, Employment employment) {
        Person person = Person.of(id, id.externalId(), Knowledge.known(Samples.email(id)), employment)
                .withManager(id.equals(DANA) ? Knowledge.known(MAX) : Knowledge.unknown())
                .withDepartment(Knowledge.known(id.equals(DANA) ? "Sales" : "Finance"));
        access.apply(TENANT, Samples.batch(clock.instant(), new Observation.PersonObserved(person)));
    }

    /** An app that Dana let in, with Erin as the second candidate. */
    IdentityId app(String name, Severity severity, PersonId... owners) {
        IdentityId id = Samples.appId(name);
        access.apply(TENANT, Samples.batch(clock.instant(), Samples.granted(name, DANA, "mail.read")));
        IdentitySummary one = Samples.summary(id, IdentityStatus.ACTIVE, severity, Optional.empty());
        List<OwnerCandidate> candidates = java.util.Arrays.stream(owners)
                .map(owner -> new OwnerCandidate(owner, List.of("installed it")))
                .toList();
        access.saveSummary(
                TENANT,
                new IdentitySummary(
                        one.id(),
                        one.provider(),
                        one.form(),
                        one.displayName(),
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

    /** All that an app held is taken away by others. */
    void gone(String name) {
        clock.step(Duration.ofMinutes(1));
        var _ = access.remove(
                TENANT,
                List.of(RowKey.grant(
                        Samples.appId(name), Samples.grant(DANA, "mail.read").key())),
                clock.instant());
    }

    /** A finding about the notes, told to Dana. */
    void alert() {
        app("notes", Severity.HIGH, DANA, ERIN);
        findings.open(TENANT, Samples.finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        alertOwner.handle(new AlertWork(TENANT, NOTES, clock.instant(), 0));
    }

    Question theQuestion() {
        return questions.of(TENANT, NOTES).getLast();
    }

    String state(IdentityId id) {
        return IdentityState.of(access.dossier(TENANT, id).orElseThrow());
    }

    void answer(Question question, Answer answer) {
        var _ = give.give(
                TENANT,
                question.id(),
                person -> person.email().equals(question.current().email()),
                GiveAnswer.Given.of(answer, state(question.identity()), "email"));
        escalate();
    }

    Escalation.Run escalate() {
        return escalation.run(TENANT, () -> true);
    }

    /** Hours go by; the clock looks every six. */
    void hours(int hours) {
        for (int passed = 0; passed < hours; passed += 6) {
            clock.step(Duration.ofHours(6));
            escalate();
        }
    }

    private final class Inbox implements AlertChannel {
        private final Set<String> arrived = new LinkedHashSet<>();

        @Override
        public String name() {
            return "email";
        }

        @Override
        public Optional<String> addressOf(Recipient recipient) {
            return unreachable.contains(recipient.email()) ? Optional.empty() : Optional.of(recipient.email());
        }

        @Override
        public String render(AlertMessage message) {
            return message.title();
        }

        /** Shows a repeat of the same send once, as mail programs and Slack's metadata do. */
        @Override
        public String deliver(Send send, boolean mayHaveBeenSent) throws ChannelException {
            if (arrived.add(send.id())) {
                String name = send.recipient().substring(0, send.recipient().indexOf('@'));
                told.add(name + ": " + send.body());
            }
            return send.id();
        }
    }
}
