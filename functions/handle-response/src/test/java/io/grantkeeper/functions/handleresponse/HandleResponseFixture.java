package io.grantkeeper.functions.handleresponse;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.applyanswer.ApplyAnswerConfiguration;
import io.grantkeeper.functions.applyanswer.ApplyOnRequestConfiguration;
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
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.owners.alerts.EscalationDelays;
import io.grantkeeper.owners.alerts.SenderContact;
import io.grantkeeper.owners.alerts.slack.SlackResponseUrl;
import io.grantkeeper.owners.answers.AnswerExecutor;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryApprovalStore;
import io.grantkeeper.store.testkit.InMemoryCampaignStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdempotencyStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryParkingQueue;
import io.grantkeeper.store.testkit.InMemoryPolicyStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;

/** A question to Dana about an app that reads her mail. The functions that handle her answer use in-memory stores. */
abstract class HandleResponseFixture {
    static final TenantId TENANT = new TenantId("acme");
    static final IdentityId NOTES = ModelSamples.appId("notes");
    static final String EMAIL = "dana@acme.example";
    static final Secret SIGNING = Secret.of("the tests' signing secret");
    static final Pattern CONFIRM = Pattern.compile("<form method=\"post\" action=\"([^\"]+)\"");

    final ManualClock clock = new ManualClock(ModelSamples.NOON);
    final InMemoryFindingStore findings = new InMemoryFindingStore();
    final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final InMemoryCampaignStore campaigns = new InMemoryCampaignStore();
    final InMemoryApprovalStore approvals = new InMemoryApprovalStore();
    final InMemoryPolicyStore policies = new InMemoryPolicyStore();
    final InMemoryWorkQueue<AnswerWork> queue = new InMemoryWorkQueue<>(clock);
    final InMemoryParkingQueue deadLetters = new InMemoryParkingQueue();
    final AnswerLinkFactory links = new AnswerLinkFactory(
            URI.create("https://grantkeeper.acme.example"),
            new TicketSigner(() -> List.of(Secret.of("a test key that protects nothing at all"))),
            Duration.ofDays(30));
    /** A connector that supports no revocation unless a test configures one. */
    final ScriptedConnector provider = new ScriptedConnector();

    private final SessionFactory sessions = new SessionFactory(
            (_, _) -> Optional.empty(), _ -> RateBudget.unlimited(), clock, ProviderHttpOptions.standard());

    final FunctionApplicationContext functions = FunctionApplicationContext.start(
            List.of(new HandleResponseConfiguration(), new ApplyAnswerConfiguration()), ports());

    BeanRegistrar ports() {
        return (registry, _) -> {
            port(registry, Clock.class, clock);
            port(registry, SlackResponseUrl.Timeout.class, new SlackResponseUrl.Timeout(Duration.ofMinutes(1)));
            port(registry, AccessStore.class, access);
            port(registry, FindingStore.class, findings);
            port(registry, QuestionStore.class, questions);
            port(registry, CampaignStore.class, campaigns);
            port(registry, IdentityAliasStore.class, new InMemoryIdentityAliasStore());
            port(registry, ApprovalOfRecordStore.class, new InMemoryApprovalOfRecordStore());
            port(registry, ApprovalStore.class, approvals);
            port(registry, PolicyStore.class, policies);
            port(registry, AlertDeliveryStore.class, new InMemoryAlertDeliveryStore(findings));
            port(registry, SweepStore.class, new InMemorySweepStore());
            port(registry, RevocationStore.class, new InMemoryRevocationStore());
            port(registry, IdempotencyStore.class, new InMemoryIdempotencyStore());
            port(registry, ParkingQueue.class, deadLetters);
            port(registry, PendingEntryStore.class, (PendingEntryStore) (_, _) -> true);
            port(registry, SaltStore.class, new InMemorySaltStore());
            port(
                    registry,
                    ConnectionLookup.class,
                    new ConnectionLookup(
                            ConfiguredConnections.of(List.of(
                                    Connection.of(TENANT, ModelSamples.ACME, ModelSamples.GOOGLE, Map.of(), Map.of()))),
                            new ConnectorRegistry(List.of(provider)),
                            sessions::open));
            port(
                    registry,
                    AlertChannelFactory.class,
                    new AlertChannelFactory(List.of(), CapturingAlertChannel.settings()));
            port(
                    registry,
                    AnswersConfig.class,
                    new AnswersConfig(
                            links,
                            AnswerTimeouts.standard(),
                            EscalationDelays.standard(),
                            Optional.of(() -> SIGNING),
                            Set.of("127.0.0.1"),
                            Optional.of(new SenderContact(Optional.of("Acme"), "Security", "security@acme.example"))));
            registry.registerBean(AnswerExecutor.class, spec -> spec.lazyInit().supplier(this::executor));
            registry.registerBean("answerQueue", WorkQueueTypes.ANSWER_QUEUE, spec -> spec.supplier(_ -> queue));
        };
    }

    /**
     * Returns the executor that the pages call: the real one, unless a test overrides this method.
     */
    AnswerExecutor executor(BeanRegistry.SupplierContext ports) {
        return ApplyOnRequestConfiguration.executor(ports);
    }

    private static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }

    @BeforeEach
    void askDanaAboutNotes() {
        access.apply(TENANT, ModelSamples.batch(ModelSamples.NOON, ModelSamples.granted("notes", DANA, "mail.read")));
        access.saveSummary(
                TENANT, ModelSamples.summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
        findings.open(TENANT, ModelSamples.finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        ask("q", Optional.empty());
    }

    @AfterEach
    void stop() {
        functions.close();
        sessions.close();
    }

    void ask(String id, Optional<String> campaign) {
        QuestionRecipient dana = QuestionRecipient.planned(
                        "Dana <b>", EMAIL, RecipientRole.OWNER, List.of(), ModelSamples.NOON)
                .withChannel("slack", "U1")
                .notified(ModelSamples.NOON);
        questions.open(
                TENANT, OwnerQuestion.about(id, NOTES, List.of("f1"), campaign, state(), dana, ModelSamples.NOON));
    }

    String state() {
        return IdentityStateDigest.of(access.identityRecord(TENANT, NOTES).orElseThrow());
    }

    void expandGrants() {
        access.apply(
                TENANT, ModelSamples.batch(ModelSamples.minute(5), ModelSamples.granted("notes", ERIN, "files.read")));
    }

    String ticket(OwnerAnswer answer) {
        return links.question(TENANT, "q", EMAIL, state(), Optional.of(answer), clock.instant());
    }

    Optional<QuestionOutcome> conclusion() {
        return questions.find(TENANT, "q").orElseThrow().conclusion();
    }

    APIGatewayV2HTTPResponse call(String method, String path, Map<String, String> headers, byte[] body) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setRawPath(path);
        event.setHeaders(headers);
        event.setBody(Base64.getEncoder().encodeToString(body));
        event.setIsBase64Encoded(true);
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(method)
                        .build())
                .build());
        return functions.function(new HandleResponseConfiguration()).apply(event);
    }

    APIGatewayV2HTTPResponse get(String path) {
        return call("GET", path, Map.of(), new byte[0]);
    }

    APIGatewayV2HTTPResponse post(String path, String form) {
        return call("POST", path, Map.of(), form.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens a review with one question, which Dana receives as the owner. */
    final void startReviewForDana() {
        campaigns.open(TENANT, ModelSamples.campaign(ReviewCampaign.Unanswered.FLAG, Optional.empty()));
        ask("4e", Optional.of("agents-1"));
    }
}
