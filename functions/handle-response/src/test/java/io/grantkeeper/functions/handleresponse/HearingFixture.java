package io.grantkeeper.functions.handleresponse;

import static io.grantkeeper.store.testkit.Samples.DANA;
import static io.grantkeeper.store.testkit.Samples.ERIN;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.alerts.AlertSettings;
import io.grantkeeper.alerts.EscalationDelays;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.AnswerSettings;
import io.grantkeeper.answers.IdentityState;
import io.grantkeeper.answers.Settling;
import io.grantkeeper.answers.Tickets;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.Connections;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.functions.messaging.Answers;
import io.grantkeeper.functions.runtime.Functions;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.functions.settleanswer.SettleAnswerConfiguration;
import io.grantkeeper.functions.settleanswer.SettleOnCallConfiguration;
import io.grantkeeper.functions.testkit.ScriptedConnector;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.DeadLetters;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalStore;
import io.grantkeeper.store.testkit.InMemoryCampaignStore;
import io.grantkeeper.store.testkit.InMemoryDeadLetters;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdempotencyStore;
import io.grantkeeper.store.testkit.InMemoryPolicyStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.InMemorySalts;
import io.grantkeeper.store.testkit.InMemorySendStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
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

/** Dana is asked about an app that reads her mail; the functions that hear her run over stores in memory. */
abstract class HearingFixture {
    static final TenantId TENANT = new TenantId("acme");
    static final IdentityId NOTES = Samples.appId("notes");
    static final String EMAIL = "dana@acme.example";
    static final Secret SIGNING = Secret.of("the tests' signing secret");
    static final Pattern CONFIRM = Pattern.compile("<form method=\"post\" action=\"([^\"]+)\"");

    final SteppingClock clock = new SteppingClock(Samples.NOON);
    final InMemoryFindingStore findings = new InMemoryFindingStore();
    final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final InMemoryCampaignStore campaigns = new InMemoryCampaignStore();
    final InMemoryApprovalStore approvals = new InMemoryApprovalStore();
    final InMemoryPolicyStore policies = new InMemoryPolicyStore();
    final InMemoryWorkQueue<AnswerWork> queue = new InMemoryWorkQueue<>(clock);
    final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters();
    final AnswerLinks links = new AnswerLinks(
            URI.create("https://grantkeeper.acme.example"),
            new Tickets(() -> List.of(Secret.of("a key of the tests, which guards nothing at all"))),
            Duration.ofDays(30));
    /** Lets nothing be taken away, unless a test says how. */
    final ScriptedConnector provider = new ScriptedConnector();

    private final SessionFactory sessions =
            new SessionFactory((_, _) -> Optional.empty(), _ -> RateBudget.unlimited(), clock, HttpOptions.standard());

    final Functions functions =
            Functions.start(List.of(new HandleResponseConfiguration(), new SettleAnswerConfiguration()), ports());

    BeanRegistrar ports() {
        return (registry, _) -> {
            port(registry, Clock.class, clock);
            port(registry, AccessStore.class, access);
            port(registry, FindingStore.class, findings);
            port(registry, QuestionStore.class, questions);
            port(registry, CampaignStore.class, campaigns);
            port(registry, ApprovalStore.class, approvals);
            port(registry, PolicyStore.class, policies);
            port(registry, SendStore.class, new InMemorySendStore(findings));
            port(registry, SweepStore.class, new InMemorySweepStore());
            port(registry, RevocationStore.class, new InMemoryRevocationStore());
            port(registry, IdempotencyStore.class, new InMemoryIdempotencyStore());
            port(registry, DeadLetters.class, deadLetters);
            port(registry, EntryStore.class, (EntryStore) (_, _) -> true);
            port(registry, Salts.class, new InMemorySalts());
            port(
                    registry,
                    Switchboard.class,
                    new Switchboard(
                            Connections.of(
                                    List.of(Connection.of(TENANT, Samples.ACME, Samples.GOOGLE, Map.of(), Map.of()))),
                            new ConnectorRegistry(List.of(provider)),
                            sessions::open));
            port(
                    registry,
                    AlertChannels.class,
                    new AlertChannels(
                            List.of(),
                            new AlertSettings(
                                    Severity.LOW,
                                    new Recipient("Security", "security@acme.example", List.of()),
                                    Duration.ofMinutes(1),
                                    5)));
            port(
                    registry,
                    Answers.class,
                    new Answers(
                            links,
                            AnswerSettings.standard(),
                            EscalationDelays.standard(),
                            Optional.of(() -> SIGNING),
                            Set.of("127.0.0.1")));
            registry.registerBean(Settling.class, spec -> spec.lazyInit().supplier(this::settling));
            registry.registerBean("answerQueue", Ports.ANSWER_QUEUE, spec -> spec.supplier(_ -> queue));
        };
    }

    /** What is behind the pages: the other function's own code, unless a test has it otherwise. */
    Settling settling(BeanRegistry.SupplierContext ports) {
        return SettleOnCallConfiguration.settling(ports);
    }

    private static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }

    @BeforeEach
    void danaIsAskedAboutHerNotes() {
        access.apply(TENANT, Samples.batch(Samples.NOON, Samples.granted("notes", DANA, "mail.read")));
        access.saveSummary(TENANT, Samples.summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
        findings.open(TENANT, Samples.finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        ask("q", Optional.empty());
    }

    @AfterEach
    void stop() {
        functions.close();
        sessions.close();
    }

    void ask(String id, Optional<String> campaign) {
        Asked dana = Asked.planned("Dana <b>", EMAIL, AskedAs.OWNER, List.of(), Samples.NOON)
                .through("slack", "U1")
                .told(Samples.NOON);
        questions.open(TENANT, Question.about(id, NOTES, List.of("f1"), campaign, state(), dana, Samples.NOON));
    }

    String state() {
        return IdentityState.of(access.dossier(TENANT, NOTES).orElseThrow());
    }

    void grow() {
        access.apply(TENANT, Samples.batch(Samples.minute(5), Samples.granted("notes", ERIN, "files.read")));
    }

    String ticket(Answer answer) {
        return links.question(TENANT, "q", EMAIL, state(), Optional.of(answer), clock.instant());
    }

    Optional<Conclusion> conclusion() {
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

    /** A review of one question, of which Dana is the owner. */
    final void aReviewAsksDana() {
        campaigns.open(
                TENANT,
                new Campaign(
                        "agents-1",
                        "agents",
                        "All AI agents",
                        Samples.NOON,
                        Samples.NOON.plus(Duration.ofDays(14)),
                        Campaign.Unanswered.FLAG,
                        Optional.empty(),
                        Optional.of(1),
                        Optional.empty(),
                        0));
        ask("4e", Optional.of("agents-1"));
    }
}
