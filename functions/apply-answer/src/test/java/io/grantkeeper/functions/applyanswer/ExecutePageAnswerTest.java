package io.grantkeeper.functions.applyanswer;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.functions.testkit.CapturingAlertChannel;
import io.grantkeeper.functions.testkit.ScriptedConnector;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.AnswerExecutionRequest;
import io.grantkeeper.identity.work.AnswerExecutionRequest.Action;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryCampaignStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;

/**
 * Tests that {@code apply-on-request} carries out only answers that are recorded in the table, because its caller may be
 * compromised.
 */
@DisplayName("Carrying out answers for a page")
class ExecutePageAnswerTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES = ModelSamples.appId("notes");
    private static final String EMAIL = "dana@acme.example";

    private final ManualClock clock = new ManualClock(ModelSamples.NOON);
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    private final InMemoryWorkQueue<AnswerWork> queue = new InMemoryWorkQueue<>(clock);
    private final List<String> revoked = new ArrayList<>();
    private final ScriptedConnector provider = new ScriptedConnector();
    private final SessionFactory sessions = new SessionFactory(
            (_, _) -> Optional.empty(), _ -> RateBudget.unlimited(), clock, ProviderHttpOptions.standard());
    private final FunctionApplicationContext functions =
            FunctionApplicationContext.start(List.of(new ApplyOnRequestConfiguration()), ports(true));

    /**
     * Returns the ports that the function under test uses.
     *
     * @param areConfigured whether answers are configured
     */
    private BeanRegistrar ports(boolean areConfigured) {
        return (registry, _) -> {
            port(registry, Clock.class, clock);
            port(registry, AccessStore.class, access);
            port(registry, FindingStore.class, findings);
            port(registry, QuestionStore.class, questions);
            port(registry, CampaignStore.class, new InMemoryCampaignStore());
            port(registry, IdentityAliasStore.class, new InMemoryIdentityAliasStore());
            port(registry, ApprovalOfRecordStore.class, new InMemoryApprovalOfRecordStore());
            port(registry, AlertDeliveryStore.class, new InMemoryAlertDeliveryStore(findings));
            port(registry, SweepStore.class, new InMemorySweepStore());
            port(registry, RevocationStore.class, new InMemoryRevocationStore());
            port(registry, PendingEntryStore.class, (PendingEntryStore) (_, _) -> true);
            port(registry, SaltStore.class, new InMemorySaltStore());
            port(registry, ConnectionLookup.class, connectionLookup());
            port(registry, AlertChannelFactory.class, noChannels());
            if (areConfigured) {
                port(registry, AnswersConfig.class, answers());
            }
            registry.registerBean("answerQueue", WorkQueueTypes.ANSWER_QUEUE, spec -> spec.supplier(_ -> queue));
        };
    }

    private static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }

    private ConnectionLookup connectionLookup() {
        return new ConnectionLookup(
                ConfiguredConnections.of(
                        List.of(Connection.of(TENANT, ModelSamples.ACME, ModelSamples.GOOGLE, Map.of(), Map.of()))),
                new ConnectorRegistry(List.of(provider)),
                sessions::open);
    }

    private static AlertChannelFactory noChannels() {
        return new AlertChannelFactory(List.of(), CapturingAlertChannel.settings());
    }

    private static AnswersConfig answers() {
        return AnswersConfig.byLinks(new AnswerLinkFactory(
                URI.create("https://grantkeeper.acme.example"),
                new TicketSigner(() -> List.of(Secret.of("a test key that protects nothing at all"))),
                Duration.ofDays(30)));
    }

    @BeforeEach
    void askDanaAboutRevocableApp() {
        provider.revoker(new Revoker() {
            @Override
            public RevocationPlan plan(ProviderSession session, RevocationTarget target) {
                return new RevocationPlan.Automatic(
                        List.of("DELETE /grant"), List.of("It can no longer read mail."), false);
            }

            @Override
            public void revoke(ProviderSession session, RevocationTarget target) {
                revoked.add("grant");
            }
        });
        access.apply(TENANT, ModelSamples.batch(ModelSamples.NOON, ModelSamples.granted("notes", DANA, "mail.read")));
        access.saveSummary(
                TENANT, ModelSamples.summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
        findings.open(TENANT, ModelSamples.finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        QuestionRecipient dana = QuestionRecipient.planned(
                        "Dana", EMAIL, RecipientRole.OWNER, List.of(), ModelSamples.NOON)
                .withChannel("email", EMAIL)
                .notified(ModelSamples.NOON);
        questions.open(
                TENANT,
                OwnerQuestion.about("q", NOTES, List.of("f1"), Optional.empty(), state(), dana, ModelSamples.NOON));
    }

    @AfterEach
    void stop() {
        functions.close();
        sessions.close();
    }

    private String state() {
        return IdentityStateDigest.of(access.identityRecord(TENANT, NOTES).orElseThrow());
    }

    private OwnerQuestion question() {
        return questions.find(TENANT, "q").orElseThrow();
    }

    private void record(OwnerAnswer answer, String state) {
        QuestionOutcome end =
                QuestionOutcome.answered(answer, EMAIL, "email", clock.instant(), Optional.empty(), state);
        questions.save(TENANT, question().concluded(end, Optional.of(clock.instant())));
    }

    private List<String> call(Action wanted, OwnerAnswer answer) {
        return functions
                .function(new ApplyOnRequestConfiguration())
                .apply(new AnswerExecutionRequest(TENANT, "q", wanted, answer))
                .sentences();
    }

    @Test
    void previewsRevocationAndChangesNothing() {
        OwnerQuestion before = question();
        assertThat(call(Action.PREVIEW, OwnerAnswer.REVOKE))
                .containsExactly(
                        "One person loses App notes.",
                        "The revocation cannot be undone: the access must be granted again.");
        assertThat(functions
                        .function(new ApplyOnRequestConfiguration())
                        .apply(new AnswerExecutionRequest(TENANT, "q", Action.PREVIEW, OwnerAnswer.REVOKE))
                        .details())
                .containsExactly("It can no longer read mail.", "Call: DELETE /grant");
        assertThat(call(Action.PREVIEW, OwnerAnswer.KEEP)).isEmpty();
        assertThat(question()).isEqualTo(before);
        assertThat(revoked).isEmpty();
    }

    @Test
    void carriesOutRecordedAnswerAndReturnsResult() {
        record(OwnerAnswer.REVOKE, state());
        assertThat(call(Action.CARRY_OUT, OwnerAnswer.REVOKE))
                .containsExactly("Revoked: 1 of its grants and credentials.");
        assertThat(question().isUnsettled()).isFalse();
        assertThat(call(Action.CARRY_OUT, OwnerAnswer.REVOKE))
                .as("the second call does nothing more")
                .containsExactly("Revoked: 1 of its grants and credentials.");
        assertThat(revoked).hasSize(1);
    }

    @Test
    void refusesToCarryOutAnswerThatWasNotGiven() {
        for (OwnerAnswer answer : OwnerAnswer.values()) {
            assertThatThrownBy(() -> call(Action.CARRY_OUT, answer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'q' was not answered with '%s'", answer.code());
        }
        assertThat(revoked).isEmpty();
        assertThat(question().isOpen()).isTrue();
    }

    @Test
    void rejectsAnswerThatDiffersFromRecordedOne() {
        record(OwnerAnswer.KEEP, state());
        for (OwnerAnswer other : List.of(OwnerAnswer.REVOKE, OwnerAnswer.REDUCE, OwnerAnswer.NOT_MINE)) {
            assertThatThrownBy(() -> call(Action.CARRY_OUT, other)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(revoked).isEmpty();
        assertThat(question().isUnsettled()).isTrue();
    }

    @Test
    void revokesNothingIfAccessHasChanged() {
        record(OwnerAnswer.REVOKE, "what another person was shown");
        assertThat(call(Action.CARRY_OUT, OwnerAnswer.REVOKE))
                .containsExactly(
                        "Its access changed before the answer was carried out. Nothing was revoked, and the question will be asked again.");
        assertThat(revoked).isEmpty();
    }

    @Test
    void asksNextPersonIfQuestionIsPassedOn() {
        QuestionRecipient dana = question().current();
        questions.save(TENANT, question().withAsked(0, dana.passed(clock.instant())));
        assertThat(call(Action.CARRY_OUT, OwnerAnswer.NOT_MINE)).isEmpty();
        assertThat(question().current().as()).isEqualTo(RecipientRole.SECURITY_TEAM);
    }

    @Test
    void rejectsUnknownQuestion() {
        AnswerExecutionRequest unknown =
                new AnswerExecutionRequest(TENANT, "another", Action.PREVIEW, OwnerAnswer.REVOKE);
        assertThatThrownBy(() ->
                        functions.function(new ApplyOnRequestConfiguration()).apply(unknown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("question 'another' does not exist");
    }

    @Test
    void namesMissingMembersOfRequest() {
        for (String member : List.of("tenant", "question", "wanted", "answer")) {
            String json = ModelJson.write(new AnswerExecutionRequest(TENANT, "q", Action.PREVIEW, OwnerAnswer.KEEP))
                    .replace('"' + member + '"', "\"something\"");
            AnswerExecutionRequest call = ModelJson.read(json, AnswerExecutionRequest.class);
            assertThatThrownBy(() -> functions
                            .function(new ApplyOnRequestConfiguration())
                            .apply(call))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the event lacks '%s'", member);
        }
    }

    @Test
    void reportsThatAnswersAreNotConfigured() {
        try (FunctionApplicationContext without =
                FunctionApplicationContext.start(List.of(new ApplyOnRequestConfiguration()), ports(false))) {
            AnswerExecutionRequest call = new AnswerExecutionRequest(TENANT, "q", Action.PREVIEW, OwnerAnswer.REVOKE);
            assertThatThrownBy(() ->
                            without.function(new ApplyOnRequestConfiguration()).apply(call))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("add 'answers' to 'alerts'");
        }
    }
}
