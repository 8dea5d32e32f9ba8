package io.grantkeeper.functions.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.PdpMetadata;
import io.grantkeeper.authzen.RequestLimits;
import io.grantkeeper.authzen.TokenSealer;
import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.GrantAccessEvaluator;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.RateBudgetStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.permissions.PermissionVocabularies;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.facts.SubjectFactsReader;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionDataReader;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryApprovalStore;
import io.grantkeeper.store.testkit.InMemoryDecisionLog;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdempotencyStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemoryParkingQueue;
import io.grantkeeper.store.testkit.InMemoryPolicyStore;
import io.grantkeeper.store.testkit.InMemoryRateBudgetStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A decision point with in-memory stores. The inventory has one agent, which Dana owns; a gateway calls the decision
 * point.
 */
final class DecideFixture {
    private static final List<DecideConfig.ApiKey> API_KEYS = List.of(
            new DecideConfig.ApiKey("notes-client", sha256("key-of-notes")),
            new DecideConfig.ApiKey("gateway", sha256("key-of-the-gateway")),
            new DecideConfig.ApiKey("other", sha256("key-of-another")));
    static final TenantId TENANT = new TenantId("acme");
    static final IdentityId NOTES = ModelSamples.appId("notes");
    static final PersonId DANA = new PersonId(ModelSamples.ACME, "dana");
    static final String ASK_FOR_MAIL = """
            policy: mail-needs-approval
            intent: An agent asks before it sends mail.
            rules:
              - ask: send mail
                because: mail leaves the company in someone's name
              - allow: read calendars
            stage: enforcement
            """;
    private static final JsonMapper JSON = new JsonMapper();

    /** The stores that instances of the function share. */
    static final class SharedStores {
        final ManualClock clock = new ManualClock(ModelSamples.NOON);
        final InMemoryFindingStore findings = new InMemoryFindingStore();
        final InMemoryAccessStore access = new InMemoryAccessStore(findings);
        final InMemoryIdentityAliasStore aliases = new InMemoryIdentityAliasStore();
        final InMemoryApprovalStore approvals = new InMemoryApprovalStore();
        final InMemoryApprovalOfRecordStore approvalsOfRecord = new InMemoryApprovalOfRecordStore();
        final InMemoryDecisionLog decisions = new InMemoryDecisionLog();
        final InMemoryParkingQueue deadLetters = new InMemoryParkingQueue();
        final InMemoryLogStore ledger = new InMemoryLogStore();
        final InMemoryWorkQueue<AlertWork> alerts = new InMemoryWorkQueue<>(clock);
        final InMemoryIdempotencyStore handled = new InMemoryIdempotencyStore();
        final InMemoryRateBudgetStore budgets = new InMemoryRateBudgetStore();
        final InMemoryPolicyStore policies = new InMemoryPolicyStore();
        final InMemorySaltStore saltStore = new InMemorySaltStore();
        private boolean isFilled;
    }

    private final SharedStores table;
    final ManualClock clock;
    final InMemoryFindingStore findings;
    final InMemoryAccessStore access;
    /** Wait times that are long enough for the work to complete even on a busy machine. */
    static final BatchingDecisionRecorder.Waits PATIENT =
            new BatchingDecisionRecorder.Waits(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(1));

    final InMemoryDecisionLog decisions;
    final InMemoryParkingQueue deadLetters;
    final InMemoryWorkQueue<AlertWork> alerts;
    final DecisionRecorder recorder;
    final AnswerAccessRequests answers;
    private final CallerAuthenticator callers;
    private final PolicyDecisionPoint point;
    private final DecideFunction function;

    DecideFixture() {
        this(new SharedStores(), new FaultyDecisionPorts());
    }

    DecideFixture(SharedStores table) {
        this(table, new FaultyDecisionPorts());
    }

    /**
     * Creates one instance of the function that uses shared stores. {@code faults} can make the calls to this
     * instance's ports fail.
     */
    DecideFixture(SharedStores table, FaultyDecisionPorts faults) {
        this.table = table;
        this.clock = table.clock;
        this.findings = table.findings;
        this.access = table.access;
        this.decisions = table.decisions;
        this.deadLetters = table.deadLetters;
        this.alerts = table.alerts;
        this.answers = new AnswerAccessRequests(table.approvals, table.policies, table.findings, clock);
        this.recorder = new BatchingDecisionRecorder(
                faults.guard(DecisionLog.class, decisions),
                faults.guard(ParkingQueue.class, deadLetters),
                TENANT,
                PATIENT);
        PolicyStore policies = faults.guard(PolicyStore.class, table.policies);
        AccessStore access = faults.guard(AccessStore.class, table.access);
        IdentityAliasStore aliases = faults.guard(IdentityAliasStore.class, table.aliases);
        ApprovalStore approvals = faults.guard(ApprovalStore.class, table.approvals);
        FindingStore findings = faults.guard(FindingStore.class, table.findings);
        WorkQueue<AlertWork> alerts = faults.queue(table.alerts);
        Clock clock = faults.clock(table.clock);
        SaltStore saltStore = faults.guard(SaltStore.class, table.saltStore);
        TokenSealer seal = new TokenSealer(() -> saltStore.of(TENANT, "seal").array());
        SubjectResolver subjects = new SubjectResolver(
                access,
                aliases,
                TENANT,
                new SubjectFactsReader(ApprovedIdentities.of(List.of("approved-agent"))::covers, Map.of(), clock));
        PolicyDecisionPoint point = new PolicyDecisionPoint(
                TENANT,
                new CompiledPolicyCache(policies, TENANT),
                new PolicyDecisionPoint.Dependencies(
                        subjects,
                        faults.guard(DecisionDataReader.class, DecisionDataReader.of(table.policies, table.access)),
                        access,
                        approvals,
                        new ApprovedActionCheck(
                                TENANT,
                                faults.guard(ApprovalOfRecordStore.class, table.approvalsOfRecord),
                                new GrantAccessEvaluator(PermissionVocabularies.standard())),
                        recorder,
                        new UnknownAgentRegistrar(
                                access,
                                faults.guard(IdempotencyStore.class, table.handled),
                                faults.guard(RateBudgetStore.class, table.budgets),
                                findings,
                                alerts,
                                TENANT),
                        new GuardrailDenialRecorder(
                                faults.guard(PendingEntryStore.class, table.ledger), saltStore, TENANT),
                        seal,
                        clock));
        AccessRequestIntake requests = new AccessRequestIntake(
                TENANT,
                approvals,
                subjects,
                new AccessRequestNotifier(access, findings, alerts, TENANT),
                seal,
                new AccessRequestIntake.TimeLimits(Duration.ofHours(1), Duration.ofMinutes(30)),
                clock);
        this.point = point;
        this.callers = new CallerAuthenticator(
                API_KEYS, new AccessTokenVerifier(TestTokenIssuers.configured(), TestTokenIssuers::keys, clock));
        AuthZenApi api = new AuthZenApi(
                new PdpMetadata(URI.create("https://pdp.acme.example"), true),
                callers,
                point,
                Optional.of(requests),
                seal,
                RequestLimits.standard());
        this.function = new DecideFunction(api, recorder);
        if (!table.isFilled) {
            table.isFilled = true;
            fillInventory();
        }
    }

    AuthorizeRequestFunction authorizer(boolean asPolicy) {
        CallerNames names = new CallerNames(API_KEYS, TestTokenIssuers.configured());
        return new AuthorizeRequestFunction(callers, names, point, recorder, asPolicy);
    }

    static String sha256(String text) {
        return PolicyVersion.ofText(text).value().substring("sha256:".length());
    }

    private void fillInventory() {
        access.apply(
                TENANT,
                new ObservationBatch(
                        ModelSamples.NOON,
                        true,
                        List.of(
                                new AccessObservation.IdentityObserved(
                                        NonHumanIdentity.of(NOTES, ModelSamples.GOOGLE, "oauth-client", "Notes")
                                                .withAliases(Set.of(new Alias("oauth-client-id", "notes-client")))),
                                new AccessObservation.PersonObserved(Person.of(
                                                DANA,
                                                "Dana",
                                                KnownOrUnknown.known("dana@acme.example"),
                                                EmploymentStatus.ACTIVE)
                                        .withDepartment(KnownOrUnknown.known("Sales"))))));
        access.saveSummary(
                TENANT,
                new IdentitySummary(
                        NOTES,
                        ModelSamples.GOOGLE,
                        "oauth-client",
                        "Notes",
                        IdentityStatus.ACTIVE,
                        Severity.MEDIUM,
                        AiVerdict.YES,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(new OwnerCandidate(DANA, List.of("installed it"))),
                        Timestamp.unknown(),
                        Timestamp.never(),
                        ModelSamples.NOON,
                        ModelSamples.NOON,
                        0));
        table.aliases.save(TENANT, NOTES, List.of(new Alias("oauth-client-id", "notes-client")));
    }

    InMemoryApprovalOfRecordStore approvalsOfRecord() {
        return table.approvalsOfRecord;
    }

    /** Puts a policy into force, or replaces its text. */
    void applyPolicy(String text) {
        String name = text.lines()
                .filter(line -> line.startsWith("policy: "))
                .findFirst()
                .orElseThrow()
                .substring(8)
                .strip();
        long revision =
                table.policies.policy(TENANT, name).map(StoredPolicy::revision).orElse(0L);
        table.policies.save(
                TENANT,
                StoredPolicy.of(name, text, PolicyStage.ENFORCEMENT, ModelSamples.NOON)
                        .withRevision(revision));
    }

    APIGatewayV2HTTPResponse call(String method, String path, String key, String body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json"));
        if (!key.isEmpty()) {
            headers.put("x-api-key", key);
        }
        headers.putAll(more);
        return function.apply(APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withHeaders(headers)
                .withBody(body)
                .withIsBase64Encoded(false)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(method)
                                .build())
                        .build())
                .build());
    }

    APIGatewayV2HTTPResponse post(String path, String body) {
        return call("POST", path, "key-of-the-gateway", body, Map.of());
    }

    /** Makes a decision. Each decision has its own timestamp, so that the last one recorded is the last one made. */
    JsonNode decide(String body) {
        clock.advance(Duration.ofMillis(1));
        APIGatewayV2HTTPResponse response = post("/access/v1/evaluation", body);
        if (response.getStatusCode() != 200) {
            throw new AssertionError(response.getStatusCode() + " " + response.getBody());
        }
        return JSON.readTree(response.getBody());
    }

    static JsonNode json(APIGatewayV2HTTPResponse response) {
        return JSON.readTree(response.getBody());
    }

    static String evaluationRequest(String subject, String action, String resource) {
        return """
                {"subject":{"type":"agent","id":"%s"},"action":{"name":"%s","properties":{"arguments":{"to":"kim"}}},
                 "resource":{"type":"%s","id":"inbox"}}""".formatted(subject, action, resource);
    }

    List<RecordedDecision> recorded() {
        recorder.flush();
        return decisions
                .between(
                        TENANT,
                        ModelSamples.NOON.minusSeconds(1),
                        ModelSamples.NOON.plus(Duration.ofDays(9)),
                        1_000,
                        Optional.empty())
                .items();
    }

    static boolean permitted(JsonNode answer) {
        return answer.path("decision").booleanValue();
    }

    AccessRequest lastRequest() {
        return recorded().getLast().request();
    }

    static IdentityId unknownAgentId(String name) {
        return new IdentityId(ConnectionId.DECISION_POINT, IdentityKind.AI_AGENT, name);
    }
}
