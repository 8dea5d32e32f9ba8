package io.grantkeeper.answers;

import static io.grantkeeper.store.testkit.Samples.DANA;
import static io.grantkeeper.store.testkit.Samples.ERIN;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.revocation.LaterListing;
import io.grantkeeper.revocation.Patience;
import io.grantkeeper.revocation.RevokeAccess;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.InMemorySalts;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An app that Dana let read her mail, the finding about it, and the question that Dana and Erin are asked. */
final class AnswersFixture {
    static final TenantId TENANT = new TenantId("acme");
    static final IdentityId NOTES = Samples.appId("notes");
    static final String FINDING = "scopes-expanded/1";

    final SteppingClock clock = new SteppingClock(Samples.NOON);
    final InMemoryFindingStore findings = new InMemoryFindingStore();
    final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
    final Map<String, Entry> told = new LinkedHashMap<>();
    final Set<String> revoked = new TreeSet<>();
    /** So many more calls the provider takes for now. */
    int room = Integer.MAX_VALUE;

    int calls;
    final List<Asked> others = new ArrayList<>();
    final GiveAnswer give;
    final SettleAnswer settle;

    AnswersFixture() {
        this(KillSwitch.never());
    }

    AnswersFixture(KillSwitch kill) {
        know();
        QuestionStore mortal = kill.guard(QuestionStore.class, questions);
        AccessStore reads = access;
        EntryStore entries = kill.guard(EntryStore.class, (_, entry) -> told.putIfAbsent(entry.id(), entry) == null);
        RevocationStore records = kill.guard(RevocationStore.class, revocations);
        Revoker revoker = kill.guard(Revoker.class, new Provider());
        Revokers revokers = (_, _) -> Optional.of(
                new RevokeAccess(revoker, new Session(clock), records, LaterListing.UNKNOWN, clock, Patience.NONE));
        NextPerson people = new NextPerson() {
            @Override
            public Optional<Asked> after(TenantId tenant, Question question) {
                return others.stream()
                        .filter(other -> question.asked(other.email()).isEmpty())
                        .findFirst();
            }

            @Override
            public Optional<Asked> named(TenantId tenant, String email, String byName) {
                return email.endsWith("@acme.example")
                        ? Optional.of(Asked.planned("Named", email, AskedAs.OWNER, List.of(), clock.instant()))
                        : Optional.empty();
            }
        };
        give = new GiveAnswer(mortal, reads, people, AnswerSettings.standard(), clock);
        settle = new SettleAnswer(
                mortal,
                kill.guard(FindingStore.class, findings),
                reads,
                new AnswerRecorder(entries, new InMemorySalts()),
                revokers,
                AnswerSettings.standard(),
                clock);
    }

    private void know() {
        access.apply(TENANT, Samples.batch(Samples.NOON, Samples.granted("notes", DANA, "mail.read", "mail.send")));
        IdentitySummary summary = Samples.summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA));
        access.saveSummary(TENANT, summary);
        findings.open(TENANT, Samples.finding(NOTES, FINDING, Severity.HIGH), Optional.of(DANA));
    }

    /** The app gets more than Dana was shown. */
    void grow() {
        access.apply(
                TENANT, Samples.batch(Samples.minute(5), Samples.granted("notes", ERIN, "mail.read", "files.read")));
    }

    /** The app holds more, and Dana is asked about all of it. */
    void holdsTwo() {
        access.apply(TENANT, Samples.batch(Samples.NOON, Samples.granted("notes", ERIN, "mail.read")));
    }

    /** A listing that does not show any more what was taken away. */
    void list() {
        access.remove(
                TENANT, revoked.stream().map(key -> RowKey.grant(NOTES, key)).toList(), clock.instant());
    }

    String state() {
        return IdentityState.of(access.dossier(TENANT, NOTES).orElseThrow());
    }

    Question ask(String id, Optional<String> campaign) {
        Asked dana = Asked.planned("Dana", "dana@acme.example", AskedAs.OWNER, List.of(), Samples.NOON)
                .through("slack", "U1")
                .told(Samples.NOON);
        questions.open(TENANT, Question.about(id, NOTES, List.of(FINDING), campaign, state(), dana, Samples.NOON));
        return questions.find(TENANT, id).orElseThrow();
    }

    /** Erin, as the backup. */
    Asked erin() {
        return Asked.planned("Erin", "erin@acme.example", AskedAs.BACKUP, List.of(), clock.instant());
    }

    Question question(String id) {
        return questions.find(TENANT, id).orElseThrow();
    }

    private final class Provider implements Revoker {
        @Override
        public RevocationPlan plan(ProviderSession session, RevocationTarget target) {
            return new RevocationPlan.Possible(
                    List.of("DELETE /grants/" + part(target)), List.of("It can no longer read mail."), false);
        }

        @Override
        public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
            calls++;
            if (room-- <= 0) {
                throw new ConnectorException(new RateLimited(Duration.ofMinutes(1), "removals"));
            }
            revoked.add(part(target));
        }

        private static String part(RevocationTarget target) {
            return switch (target) {
                case RevocationTarget.OfGrant(var _, var grant) -> grant.key();
                case RevocationTarget.OfCredential(var _, var credential) -> credential.key();
            };
        }
    }

    private record Session(Clock clock) implements ProviderSession {
        @Override
        public Connection connection() {
            return Connection.of(TENANT, NOTES.connection(), Samples.GOOGLE, Map.of(), Map.of());
        }

        @Override
        public ProviderHttp http() {
            throw new AssertionError("nothing here calls a provider");
        }

        @Override
        public Optional<Secret> credential(String name) {
            return Optional.empty();
        }
    }
}
