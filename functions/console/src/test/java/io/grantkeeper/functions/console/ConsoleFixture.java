package io.grantkeeper.functions.console;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.messaging.LadderRequests;
import io.grantkeeper.functions.messaging.ReviewRequests;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.LedgerKeys;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.NoteSigner;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.record.PolicyLadderRecorder;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.owners.answers.AnswerExecutor;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.owners.answers.RevocationPreview;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.PolicyStageNotifier;
import io.grantkeeper.policy.ladder.PromotePolicies;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryApprovalStore;
import io.grantkeeper.store.testkit.InMemoryCampaignStore;
import io.grantkeeper.store.testkit.InMemoryDecisionLog;
import io.grantkeeper.store.testkit.InMemoryExpiringRecordStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryIncidentStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemoryPartitionDigestStore;
import io.grantkeeper.store.testkit.InMemoryPathFactStore;
import io.grantkeeper.store.testkit.InMemoryPolicyStore;
import io.grantkeeper.store.testkit.InMemoryProfileStore;
import io.grantkeeper.store.testkit.InMemoryPromotionStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryTicketStore;
import io.grantkeeper.store.testkit.InMemoryWithheldAlertStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.targets.ticket.TicketStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import tools.jackson.databind.JsonNode;

/** A console with in-memory stores: one app that Dana is asked about, one review, and a sealed ledger. */
abstract class ConsoleFixture {
    static final TenantId TENANT = new TenantId("acme");
    static final IdentityId NOTES = ModelSamples.appId("notes");
    static final IdentityId OTHER = ModelSamples.appId("other");
    static final String DANA_EMAIL = "dana@acme.example";
    static final URI ADDRESS = URI.create("https://console.acme.example");

    final ManualClock clock = new ManualClock(ModelSamples.NOON);
    final InMemoryFindingStore findings = new InMemoryFindingStore();
    final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final InMemoryCampaignStore campaigns = new InMemoryCampaignStore();
    final InMemoryIncidentStore incidents = new InMemoryIncidentStore();
    final InMemoryTicketStore tickets = new InMemoryTicketStore();
    final InMemoryPathFactStore pathFacts = new InMemoryPathFactStore();
    final InMemoryProfileStore profiles = new InMemoryProfileStore();
    final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
    final InMemoryApprovalOfRecordStore approvals = new InMemoryApprovalOfRecordStore();
    final InMemoryApprovalStore accessRequests = new InMemoryApprovalStore();
    final InMemoryWithheldAlertStore withheldAlerts = new InMemoryWithheldAlertStore();
    final InMemoryPolicyStore policies = new InMemoryPolicyStore();
    final InMemoryExpiringRecordStore records = new InMemoryExpiringRecordStore();
    final InMemoryLogStore log = new InMemoryLogStore();
    final InMemorySaltStore salts = new InMemorySaltStore();
    final List<LedgerEntry> recorded = new ArrayList<>();
    final List<String> settled = new ArrayList<>();
    boolean notifiesSecurityTeam = true;

    /** The effects of revoking access. */
    RevocationPreview preview =
            new RevocationPreview(List.of("It can no longer read mail."), List.of("Call: DELETE users/1/tokens/notes"));

    final InMemoryDecisionLog decisions = new InMemoryDecisionLog();
    private final InMemoryWorkQueue<AnswerWork> queue = new InMemoryWorkQueue<>(clock);
    private final NoteSigner signer = SigningKeyFile.generate("ledger.example/acme", SignatureType.ED25519);

    private FunctionApplicationContext functions;

    /** Returns the console's configuration. */
    ConsoleConfig config() {
        return ConsoleConfig.parse("{\"apiKeys\": [%s]}"
                .formatted(String.join(
                        ",",
                        java.util.Arrays.stream(ConsoleRole.values())
                                .map(role -> key(role.code(), key(role), role.code(), sensitive()))
                                .toList())));
    }

    /** Returns a configuration entry for a key. */
    static String key(String id, String key, String role, List<String> sensitive) {
        return new JsonMembers()
                .with("id", id)
                .with("sha256", hex(key))
                .with("roles", List.of(role))
                .with("sensitiveOperations", sensitive)
                .toString();
    }

    /** Returns the operations that need a fresh sign-in. */
    static List<String> sensitive() {
        return ApiDescription.standard().operations().stream()
                .filter(ApiDescription.Operation::stepUp)
                .map(ApiDescription.Operation::id)
                .toList();
    }

    static String key(ConsoleRole role) {
        return "key-of-" + role.code();
    }

    private static String hex(String key) {
        return java.util.HexFormat.of().formatHex(ConsoleTokens.sha256(key));
    }

    /** Returns the address of the console. */
    URI address() {
        return ADDRESS;
    }

    /** Returns the operator's zones and trusts. */
    PathSettings pathSettings() {
        return PathSettings.none();
    }

    /** Returns the store of withheld alerts that the console uses. */
    WithheldAlertStore alertStore() {
        return withheldAlerts;
    }

    private BeanRegistrar ports() {
        return (registry, _) -> {
            port(registry, Clock.class, clock);
            port(registry, TenantId.class, TENANT);
            port(registry, ConsoleTimeouts.class, new ConsoleTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)));
            registry.registerBean(
                    ConsoleSettings.class,
                    spec -> spec.lazyInit()
                            .supplier(_ -> new ConsoleSettings(
                                    config(),
                                    List.of(),
                                    pathSettings(),
                                    _ -> Secret.of("a client secret of the tests"))));
            registry.registerBean(
                    WebhookAddress.class,
                    spec -> spec.lazyInit().supplier(_ -> new WebhookAddress(Optional.of(address()))));
            port(
                    registry,
                    ConfiguredConnections.class,
                    ConfiguredConnections.of(List.of(
                            Connection.of(TENANT, ModelSamples.ACME, ModelSamples.GOOGLE, Map.of(), Map.of()))));
            port(registry, AccessStore.class, access);
            port(registry, IdentityAliasStore.class, new InMemoryIdentityAliasStore());
            port(registry, PathFactStore.class, pathFacts);
            port(registry, TicketStore.class, tickets);
            port(registry, WithheldAlertStore.class, alertStore());
            port(registry, FindingStore.class, findings);
            port(registry, QuestionStore.class, questions);
            port(registry, CampaignStore.class, campaigns);
            port(registry, IncidentStore.class, incidents);
            port(registry, ProfileStore.class, profiles);
            port(registry, ApprovalOfRecordStore.class, approvals);
            port(registry, ApprovalStore.class, accessRequests);
            port(registry, SweepStore.class, new InMemorySweepStore());
            port(registry, PartitionDigestStore.class, new InMemoryPartitionDigestStore());
            port(registry, RevocationStore.class, revocations);
            port(registry, PolicyStore.class, policies);
            port(registry, PromotionStore.class, new InMemoryPromotionStore());
            port(registry, DecisionLog.class, only(DecisionLog.class, decisions));
            port(registry, DecisionBatchStore.class, only(DecisionBatchStore.class, decisions));
            port(registry, LogStore.class, only(LogStore.class, log));
            port(registry, ExpiringRecordStore.class, records);
            port(registry, SaltStore.class, salts);
            port(registry, PendingEntryStore.class, (PendingEntryStore) (_, entry) -> recorded.add(entry));
            port(registry, LedgerKeys.class, (LedgerKeys)
                    tenant -> LogSigningKeys.of(_ -> signer).trusted(tenant));
            port(
                    registry,
                    AlertChannelFactory.class,
                    new AlertChannelFactory(
                            List.of(),
                            new AlertSettings(
                                    Severity.LOW,
                                    new AlertRecipient("Security", "security@acme.example", List.of()),
                                    Duration.ofMinutes(1),
                                    5)));
            port(
                    registry,
                    AnswersConfig.class,
                    AnswersConfig.byLinks(new AnswerLinkFactory(
                            ADDRESS,
                            new TicketSigner(() -> List.of(Secret.of("a test key that protects nothing at all"))),
                            Duration.ofDays(30))));
            port(registry, AnswerExecutor.class, new AnswerExecutor() {
                @Override
                public RevocationPreview preview(TenantId tenant, String question, OwnerAnswer answer) {
                    return preview;
                }

                @Override
                public List<String> carryOut(TenantId tenant, String question, OwnerAnswer answer) {
                    settled.add(question + " " + answer.code());
                    return List.of();
                }
            });
            port(registry, LadderRequests.class, this::carryOutOnLadder);
            port(registry, ReviewRequests.class, new ReviewRequests() {
                @Override
                public String start(TenantId tenant, String name) {
                    return startReview(tenant, name);
                }

                @Override
                public boolean close(TenantId tenant, String review) {
                    return closeReview(tenant, review);
                }
            });
            registry.registerBean("answerQueue", WorkQueueTypes.ANSWER_QUEUE, spec -> spec.supplier(_ -> queue));
        };
    }

    /** Handles a request to start a review as {@code run-review} does. */
    private String startReview(TenantId tenant, String name) {
        if (!name.equals("agents")) {
            throw new IllegalArgumentException("review '%s' is not configured; use one of [agents]".formatted(name));
        }
        ReviewCampaign campaign = campaigns.find(tenant, "agents-1").orElseThrow();
        return campaign.id();
    }

    /** Handles a request to close a review as {@code run-review} does. */
    private boolean closeReview(TenantId tenant, String review) {
        if (!notifiesSecurityTeam) {
            return false;
        }
        ReviewCampaign campaign = campaigns.find(tenant, review).orElseThrow();
        var _ = campaigns.save(tenant, campaign.closed(clock.instant()));
        return true;
    }

    /** Handles a request about policies as {@code promote-policies} does. */
    private void carryOutOnLadder(JsonNode request) {
        PromotePolicies ladder = new PromotePolicies(
                policies,
                new InMemoryPromotionStore(),
                decisions,
                () -> (_, _) -> Optional.empty(),
                new PolicyLadderRecorder((_, _) -> true, salts, clock),
                PolicyStageNotifier.none(),
                ApplyPolicies::limits,
                clock);
        String name = request.path("policy").asString("");
        String by = request.path("by").asString("");
        switch (request.path("action").asString("")) {
            case "apply" ->
                request.path("documents")
                        .forEach(document -> ladder.apply(
                                TENANT,
                                document.path("name").asString(""),
                                document.path("text").asString(""),
                                by));
            case "approve" -> ladder.approve(TENANT, name, by);
            case "demote" ->
                ladder.demote(
                        TENANT,
                        name,
                        PolicyStage.ofCode(request.path("stage").asString("")),
                        by,
                        request.path("reason").asString(""));
            default -> ladder.review(TENANT);
        }
    }

    /** Wraps a store so that only one of its ports is visible, because an in-memory store implements several ports. */
    private static <T> T only(Class<T> port, T value) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    try {
                        return method.invoke(value, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }

    @BeforeEach
    void fillStores() {
        functions = FunctionApplicationContext.start(List.of(new ConsoleConfiguration()), ports());
        access.apply(
                TENANT,
                ModelSamples.batch(
                        ModelSamples.NOON,
                        ModelSamples.granted("notes", DANA, "mail.read"),
                        ModelSamples.granted("other", ModelSamples.ERIN, "files.read")));
        access.saveSummary(
                TENANT, ModelSamples.summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
        access.saveSummary(
                TENANT,
                ModelSamples.summary(OTHER, IdentityStatus.ACTIVE, Severity.MEDIUM, Optional.of(ModelSamples.ERIN)));
        findings.open(TENANT, ModelSamples.finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        findings.open(TENANT, ModelSamples.finding(OTHER, "f2", Severity.CRITICAL), Optional.of(ModelSamples.ERIN));
        campaigns.open(
                TENANT,
                new ReviewCampaign(
                        "agents-1",
                        "agents",
                        "All AI agents",
                        ModelSamples.NOON,
                        ModelSamples.NOON.plus(Duration.ofDays(14)),
                        ReviewCampaign.Unanswered.FLAG,
                        Optional.empty(),
                        Optional.of(1),
                        Optional.empty(),
                        0));
        questions.open(
                TENANT,
                OwnerQuestion.about(
                        "q1",
                        NOTES,
                        List.of("f1"),
                        Optional.of("agents-1"),
                        state(),
                        QuestionRecipient.planned(
                                        "Dana",
                                        DANA_EMAIL,
                                        RecipientRole.OWNER,
                                        List.of("you installed it"),
                                        ModelSamples.NOON)
                                .withChannel("slack", "U1")
                                .notified(ModelSamples.NOON),
                        ModelSamples.NOON));
        var _ = incidents.save(
                TENANT,
                Incident.open("incident-1", ModelSamples.NOON)
                        .with(signal(NOTES, "new-place", Severity.HIGH, 0), List.of("identity notes"))
                        .with(signal(NOTES, "burst", Severity.CRITICAL, 5), List.of())
                        .with(signal(OTHER, "dormant", Severity.MEDIUM, 9), List.of()));
        for (int i = 0; i < 3; i++) {
            var _ = log.add(
                    TENANT,
                    LedgerEntry.of(
                                    "entry/" + i,
                                    TENANT,
                                    ModelSamples.NOON,
                                    new LedgerEvent.IdentityRegistered("oauth-client", true),
                                    EntryActor.function("detect-changes"))
                            .withIdentity(NOTES));
        }
        seal();
    }

    static IncidentEntry signal(IdentityId identity, String type, Severity severity, int minute) {
        return new IncidentEntry(
                "entry-" + minute,
                ModelSamples.minute(minute),
                identity,
                "google:" + identity.externalId(),
                Optional.of(new IncidentEntry.ProfileName(identity.connection().value(), identity.externalId())),
                type,
                severity,
                "T1078.004",
                "It showed the signal %s.".formatted(type),
                Optional.of("unusual-activity/" + type),
                severity.atLeast(Severity.HIGH));
    }

    void seal() {
        var _ = new SealLedger(log, LogSigningKeys.of(_ -> signer), CheckpointExport.none(), clock)
                .seal(TENANT, () -> true);
    }

    @AfterEach
    void stop() {
        functions.close();
    }

    String state() {
        return IdentityStateDigest.of(access.identityRecord(TENANT, NOTES).orElseThrow());
    }

    APIGatewayV2HTTPResponse send(String method, String target, Map<String, String> headers, Optional<String> body) {
        String[] parts = target.split("\\?", 2);
        Map<String, String> query = new HashMap<>();
        if (parts.length == 2) {
            for (String pair : parts[1].split("&", -1)) {
                String[] sides = pair.split("=", 2);
                query.put(sides[0], URLDecoder.decode(sides.length == 2 ? sides[1] : "", StandardCharsets.UTF_8));
            }
        }
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setRawPath(parts[0]);
        event.setQueryStringParameters(query);
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("host", address().getAuthority());
        event.setHeaders(all);
        body.ifPresent(event::setBody);
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(method)
                        .withSourceIp("192.0.2.1")
                        .build())
                .build());
        return functions.function(new ConsoleConfiguration()).apply(event);
    }

    /** Sends a read request as a program with a role. */
    APIGatewayV2HTTPResponse get(ConsoleRole role, String path) {
        return send("GET", ApiDescription.BASE + path, Map.of("x-api-key", key(role)), Optional.empty());
    }

    /** Sends a write request as a program with a role. */
    APIGatewayV2HTTPResponse post(ConsoleRole role, String path, Optional<String> body) {
        return send("POST", ApiDescription.BASE + path, writing(Map.of("x-api-key", key(role))), body);
    }

    static Map<String, String> writing(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", "application/json");
        all.putIfAbsent("idempotency-key", UUID.randomUUID().toString());
        return all;
    }

    /** A browser that is signed in. */
    record Browser(String cookie, String csrf) {
        Map<String, String> headers() {
            return Map.of("cookie", cookie);
        }

        Map<String, String> writing() {
            return ConsoleFixture.writing(
                    Map.of("cookie", cookie, "origin", ADDRESS.toString(), "x-grantkeeper-csrf", csrf));
        }
    }

    Browser signedIn(String email, ConsoleRole... roles) {
        ConsoleSessions.Started started = new ConsoleSessions(TENANT, records, clock)
                .start(
                        new ConsoleSessions.Person(
                                "https://login.acme.example", email, "A person", Optional.of(email), Set.of(roles)),
                        "oidc",
                        clock.instant());
        return new Browser(
                "__Host-grantkeeper=" + started.cookie(), started.session().csrf());
    }

    static JsonNode json(APIGatewayV2HTTPResponse response) {
        return JsonTrees.read(response.getBody());
    }
}
