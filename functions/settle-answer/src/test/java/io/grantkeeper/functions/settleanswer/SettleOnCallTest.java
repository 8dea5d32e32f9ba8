package io.grantkeeper.functions.settleanswer;

import static io.grantkeeper.store.testkit.Samples.DANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.alerts.AlertSettings;
import io.grantkeeper.alerts.EscalationDelays;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.AnswerSettings;
import io.grantkeeper.answers.IdentityState;
import io.grantkeeper.answers.Tickets;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.Connections;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.functions.messaging.Answers;
import io.grantkeeper.functions.runtime.Functions;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.functions.testkit.ScriptedConnector;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.SettleCall;
import io.grantkeeper.identity.work.SettleCall.Wanted;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryCampaignStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.InMemorySalts;
import io.grantkeeper.store.testkit.InMemorySendStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;

/** Whoever calls it may have been taken over: what is not kept in the table is not done. */
@DisplayName("Settling for a page")
class SettleOnCallTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES = Samples.appId("notes");
    private static final String EMAIL = "dana@acme.example";

    private final SteppingClock clock = new SteppingClock(Samples.NOON);
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    private final InMemoryWorkQueue<AnswerWork> queue = new InMemoryWorkQueue<>(clock);
    private final List<String> revoked = new ArrayList<>();
    private final ScriptedConnector provider = new ScriptedConnector();
    private final SessionFactory sessions =
            new SessionFactory((_, _) -> Optional.empty(), _ -> RateBudget.unlimited(), clock, HttpOptions.standard());
    private final Functions functions = Functions.start(List.of(new SettleOnCallConfiguration()), ports(true));

    /** @param areConfigured whether answers are */
    private BeanRegistrar ports(boolean areConfigured) {
        return (registry, _) -> {
            port(registry, Clock.class, clock);
            port(registry, AccessStore.class, access);
            port(registry, FindingStore.class, findings);
            port(registry, QuestionStore.class, questions);
            port(registry, CampaignStore.class, new InMemoryCampaignStore());
            port(registry, SendStore.class, new InMemorySendStore(findings));
            port(registry, SweepStore.class, new InMemorySweepStore());
            port(registry, RevocationStore.class, new InMemoryRevocationStore());
            port(registry, EntryStore.class, (EntryStore) (_, _) -> true);
            port(registry, Salts.class, new InMemorySalts());
            port(registry, Switchboard.class, switchboard());
            port(registry, AlertChannels.class, nobodyIsTold());
            if (areConfigured) {
                port(registry, Answers.class, answers());
            }
            registry.registerBean("answerQueue", Ports.ANSWER_QUEUE, spec -> spec.supplier(_ -> queue));
        };
    }

    private static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }

    private Switchboard switchboard() {
        return new Switchboard(
                Connections.of(List.of(Connection.of(TENANT, Samples.ACME, Samples.GOOGLE, Map.of(), Map.of()))),
                new ConnectorRegistry(List.of(provider)),
                sessions::open);
    }

    private static AlertChannels nobodyIsTold() {
        Recipient security = new Recipient("Security", "security@acme.example", List.of());
        return new AlertChannels(List.of(), new AlertSettings(Severity.LOW, security, Duration.ofMinutes(1), 5));
    }

    private static Answers answers() {
        return new Answers(
                new AnswerLinks(
                        URI.create("https://grantkeeper.acme.example"),
                        new Tickets(() -> List.of(Secret.of("a key of the tests, which guards nothing at all"))),
                        Duration.ofDays(30)),
                AnswerSettings.standard(),
                EscalationDelays.standard(),
                Optional.empty(),
                Set.of());
    }

    @BeforeEach
    void danaIsAskedAboutAnAppThatCanBeRevoked() {
        provider.revoker(new Revoker() {
            @Override
            public RevocationPlan plan(ProviderSession session, RevocationTarget target) {
                return new RevocationPlan.Possible(
                        List.of("DELETE /grant"), List.of("It can no longer read mail."), false);
            }

            @Override
            public void revoke(ProviderSession session, RevocationTarget target) {
                revoked.add("grant");
            }
        });
        access.apply(TENANT, Samples.batch(Samples.NOON, Samples.granted("notes", DANA, "mail.read")));
        access.saveSummary(TENANT, Samples.summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
        findings.open(TENANT, Samples.finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        Asked dana = Asked.planned("Dana", EMAIL, AskedAs.OWNER, List.of(), Samples.NOON)
                .through("email", EMAIL)
                .told(Samples.NOON);
        questions.open(
                TENANT, Question.about("q", NOTES, List.of("f1"), Optional.empty(), state(), dana, Samples.NOON));
    }

    @AfterEach
    void stop() {
        functions.close();
        sessions.close();
    }

    private String state() {
        return IdentityState.of(access.dossier(TENANT, NOTES).orElseThrow());
    }

    private Question question() {
        return questions.find(TENANT, "q").orElseThrow();
    }

    private void isKept(Answer answer, String state) {
        Conclusion end = Conclusion.answered(answer, EMAIL, "email", clock.instant(), Optional.empty(), state);
        questions.save(TENANT, question().concluded(end, Optional.of(clock.instant())));
    }

    private List<String> call(Wanted wanted, Answer answer) {
        return functions
                .function(new SettleOnCallConfiguration())
                .apply(new SettleCall(TENANT, "q", wanted, answer))
                .sentences();
    }

    @Test
    void saysWhatAnAnswerWouldTakeAwayAndChangesNothing() {
        Question before = question();
        assertThat(call(Wanted.PREVIEW, Answer.REVOKE))
                .containsExactly("It can no longer read mail.", "It cannot be undone from here. Call: DELETE /grant");
        assertThat(call(Wanted.PREVIEW, Answer.KEEP)).isEmpty();
        assertThat(question()).isEqualTo(before);
        assertThat(revoked).isEmpty();
    }

    @Test
    void carriesOutTheAnswerThatIsKeptAndSaysWhatBecameOfIt() {
        isKept(Answer.REVOKE, state());
        assertThat(call(Wanted.CARRY_OUT, Answer.REVOKE)).containsExactly("Taken away: 1 of what it held.");
        assertThat(question().isUnsettled()).isFalse();
        assertThat(call(Wanted.CARRY_OUT, Answer.REVOKE))
                .as("twice is once")
                .containsExactly("Taken away: 1 of what it held.");
        assertThat(revoked).hasSize(1);
    }

    @Test
    void carriesOutNoAnswerThatNobodyGave() {
        for (Answer answer : Answer.values()) {
            assertThatThrownBy(() -> call(Wanted.CARRY_OUT, answer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'q' was not answered with '%s'", answer.code());
        }
        assertThat(revoked).isEmpty();
        assertThat(question().isOpen()).isTrue();
    }

    @Test
    void carriesOutNoOtherAnswerThanTheOneThatIsKept() {
        isKept(Answer.KEEP, state());
        for (Answer other : List.of(Answer.REVOKE, Answer.REDUCE, Answer.NOT_MINE)) {
            assertThatThrownBy(() -> call(Wanted.CARRY_OUT, other)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(revoked).isEmpty();
        assertThat(question().isUnsettled()).isTrue();
    }

    @Test
    void takesNothingAwayForAnotherStateThanTheAnswerWasGivenFor() {
        isKept(Answer.REVOKE, "what somebody else was shown");
        assertThat(call(Wanted.CARRY_OUT, Answer.REVOKE))
                .containsExactly(
                        "It changed before this could be carried out: nothing was taken away, and it is asked again.");
        assertThat(revoked).isEmpty();
    }

    @Test
    void goesOnToTheNextPersonWhereSomebodyPassedItOn() {
        Asked dana = question().current();
        questions.save(TENANT, question().withAsked(0, dana.passed(clock.instant())));
        assertThat(call(Wanted.CARRY_OUT, Answer.NOT_MINE)).isEmpty();
        assertThat(question().current().as()).isEqualTo(AskedAs.SECURITY_TEAM);
    }

    @Test
    void knowsNoQuestionThatWasNotAsked() {
        SettleCall unknown = new SettleCall(TENANT, "another", Wanted.PREVIEW, Answer.REVOKE);
        assertThatThrownBy(() ->
                        functions.function(new SettleOnCallConfiguration()).apply(unknown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no question 'another'");
    }

    @Test
    void namesWhatACallLacks() {
        for (String member : List.of("tenant", "question", "wanted", "answer")) {
            String json = ModelJson.write(new SettleCall(TENANT, "q", Wanted.PREVIEW, Answer.KEEP))
                    .replace('"' + member + '"', "\"something\"");
            SettleCall call = ModelJson.read(json, SettleCall.class);
            assertThatThrownBy(() ->
                            functions.function(new SettleOnCallConfiguration()).apply(call))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the event lacks '%s'", member);
        }
    }

    @Test
    void saysWhereAnswersAreNotConfigured() {
        try (Functions without = Functions.start(List.of(new SettleOnCallConfiguration()), ports(false))) {
            SettleCall call = new SettleCall(TENANT, "q", Wanted.PREVIEW, Answer.REVOKE);
            assertThatThrownBy(() ->
                            without.function(new SettleOnCallConfiguration()).apply(call))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("add 'answers' to 'alerts'");
        }
    }
}
