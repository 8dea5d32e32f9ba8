package io.grantkeeper.local.suite;

import static io.grantkeeper.local.suite.AwsScenarios.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.eventbridge.EventBridgeSink;
import io.grantkeeper.aws.kms.KmsNoteSigner;
import io.grantkeeper.functions.messaging.SesMailTransports;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.functions.publishsignals.PublishSignalsRequest;
import io.grantkeeper.functions.publishsignals.PublishSignalsResult;
import io.grantkeeper.functions.receivewebhook.EventBusMessage;
import io.grantkeeper.functions.runtime.AwsPortFactory;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.sealledger.SealLedgerRequest;
import io.grantkeeper.functions.sealledger.SealLedgerResult;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.owners.alerts.mail.MailMessage;
import io.grantkeeper.signals.transmit.DeliveryOutcome;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * Runs functions as on Lambda, with {@code AwsPortFactory}, against an implementation of AWS services: a table with its
 * stream, queues with DLQs, secrets, a signing key, a bucket, mail, and an event bus. Each implementation has a
 * subclass, which lists how it differs from AWS.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AwsEndpointContract {
    private static final TenantId TENANT = new TenantId("acme");

    @RegisterExtension
    final KnownDifferences differences = new KnownDifferences(knownDifferences());

    private final String table = "grantkeeper-" + UUID.randomUUID();
    private @Nullable AwsEndpoint started;
    private @Nullable AwsClients made;

    /** Returns the endpoint to test; skips the test if it is not available. */
    abstract AwsEndpoint endpoint();

    /** Returns the differences from AWS. Each key is the name of a test that fails because of the difference. */
    abstract Map<String, String> knownDifferences();

    @BeforeAll
    void start() {
        started = endpoint();
        made = new AwsClients(started.environment());
        new TableCreator(made.dynamoDb()).createIfMissing(table);
    }

    @AfterAll
    void stop() {
        if (made != null) {
            made.close();
        }
        if (started != null) {
            started.close();
        }
    }

    private AwsEndpoint aws() {
        return Objects.requireNonNull(started);
    }

    private AwsClients clients() {
        return Objects.requireNonNull(made);
    }

    /**
     * Signs with a key file and sends by SMTP, because not every implementation supports the key type or SES. Separate
     * tests cover KMS and SES. The company's clock shows the real time, because the functions sign their calls to the
     * provider with the real time, and the provider rejects tokens that are not yet valid or have expired.
     */
    @Test
    void completesSweepAndAlertsOwnersAndSealsLedger(@TempDir Path keys) {
        try (ProviderSimulator simulator = ProviderSimulator.start(
                        Company.generate(
                                7,
                                CompanySize.ofGrants(200),
                                SimulatedClock.runningFrom(Instant.now().truncatedTo(ChronoUnit.SECONDS))),
                        SimulatorOptions.defaults().withoutQuotas());
                LocalMailServer mail = LocalMailServer.start()) {
            clients()
                    .secretsManager()
                    .createSecret(request -> request.name("grantkeeper/github")
                            .secretString(ModelJson.write(Map.of(
                                    "key", simulator.credentials().gitHubPrivateKeyPkcs1Pem(),
                                    "owner", simulator.credentials().gitHubOwnerToken()))));
            TemplateQueues queues = new TemplateQueues(clients().sqs());
            String sync = queues.createWithDlq("sync", "sync-" + UUID.randomUUID(), Map.of())
                    .queue();
            String alert = queues.createWithDlq("alert", "alert-" + UUID.randomUUID(), Map.of())
                    .queue();
            String parked = queue("parked");
            Bus bus = createBus(List.of("grantkeeper"));
            Map<String, String> environment = new TreeMap<>(aws().environment());
            environment.put("GRANTKEEPER_TABLE", table);
            environment.put("GRANTKEEPER_SYNC_QUEUE_URL", sync);
            environment.put("GRANTKEEPER_ALERT_QUEUE_URL", alert);
            environment.put("GRANTKEEPER_DEAD_LETTER_QUEUE_URL", parked);
            environment.put("GRANTKEEPER_LEDGER_NAME", "example.com/ledger");
            environment.put("GRANTKEEPER_LEDGER_KEYS", "folder:" + keys);
            environment.put("GRANTKEEPER_LEDGER_BUCKET", bucket());
            environment.put("GRANTKEEPER_CONFIG", config(simulator, mail, bus.name()));
            List<FunctionModule<?, ?>> modules = Stream.of(
                            "plan-sweep",
                            "sync-access",
                            "detect-changes",
                            "alert-owner",
                            "seal-ledger",
                            "publish-signals")
                    .<FunctionModule<?, ?>>map(FunctionApplicationContext::module)
                    .toList();
            try (FunctionApplicationContext functions =
                            FunctionApplicationContext.start(modules, new AwsPortFactory(environment));
                    DynamoDbStreamsClient streams = aws().client(DynamoDbStreamsClient.builder())) {
                Function<PublishSignalsRequest, PublishSignalsResult> publish =
                        functions.function("publish-signals", PublishSignalsRequest.class, PublishSignalsResult.class);
                // A destination receives only what was written after the destination was first seen.
                var _ = publish.apply(new PublishSignalsRequest(TENANT));
                PlanSweepResult plan = functions
                        .function("plan-sweep", PlanSweepRequest.class, PlanSweepResult.class)
                        .apply(new PlanSweepRequest(TENANT, new ConnectionId("github"), Instant.now(), false, false));
                assertThat(plan.partitions()).isPositive();
                QueuePoller work = new QueuePoller(
                        clients().sqs(),
                        sync,
                        functions.function("sync-access", SQSEvent.class, SQSBatchResponse.class));
                until(() -> work.deliverBatch(1) == 0 && work.waiting() == 0);
                TableStreamPoller changes = new TableStreamPoller(
                        streams,
                        clients()
                                .dynamoDb()
                                .describeTable(request -> request.tableName(table))
                                .table()
                                .latestStreamArn(),
                        filtered(functions.function("detect-changes", DynamodbEvent.class, StreamsEventResponse.class)),
                        new TableStreamPosition(Optional.empty()));
                DynamoDbFindingStore findings =
                        new DynamoDbFindingStore(new DynamoDbTable(clients().dynamoDb(), table));
                until(() -> {
                    int handed = changes.pump();
                    return handed == 0
                            && !findings.open(TENANT, 10, Optional.empty())
                                    .items()
                                    .isEmpty();
                });
                QueuePoller alerts = new QueuePoller(
                        clients().sqs(),
                        alert,
                        functions.function("alert-owner", SQSEvent.class, SQSBatchResponse.class));
                until(() -> {
                    alerts.deliverBatch(5);
                    return !mail.received().isEmpty();
                });
                SealLedgerResult sealed = functions
                        .function("seal-ledger", SealLedgerRequest.class, SealLedgerResult.class)
                        .apply(new SealLedgerRequest(TENANT));
                assertThat(sealed.size()).isPositive();
                assertThat(clients()
                                .s3()
                                .listObjectsV2(request -> request.bucket(environment.get("GRANTKEEPER_LEDGER_BUCKET")))
                                .contents())
                        .isNotEmpty();
                until(() -> publish.apply(new PublishSignalsRequest(TENANT)).delivered() > 0);
                EventBusMessage told = next(bus);
                assertThat(told.source()).isEqualTo("grantkeeper");
                assertThat(told.detailType()).isEqualTo("OCSF");
                assertThat(told.detail()).containsKey("class_uid");
                assertThat(new ParkingQueueViewer(clients().sqs(), parked).reasons())
                        .isEmpty();
            }
        }
    }

    /**
     * Passes on only the records of items that have a type, as the filter of the deployed event source mapping does. If
     * an update creates an item, moto first adds a record for an item that contains only keys.
     */
    private static Function<DynamodbEvent, StreamsEventResponse> filtered(
            Function<DynamodbEvent, StreamsEventResponse> function) {
        return event -> {
            DynamodbEvent passed = new DynamodbEvent();
            passed.setRecords(event.getRecords().stream()
                    .filter(record -> Stream.of(
                                    Optional.ofNullable(record.getDynamodb().getOldImage()),
                                    Optional.ofNullable(record.getDynamodb().getNewImage()))
                            .flatMap(Optional::stream)
                            .anyMatch(image -> image.containsKey("type")))
                    .toList());
            return passed.getRecords().isEmpty() ? new StreamsEventResponse(List.of()) : function.apply(passed);
        };
    }

    private static String config(ProviderSimulator simulator, LocalMailServer mail, String bus) {
        return ModelJson.write(Map.of(
                "tenant",
                TENANT.value(),
                "connections",
                List.of(Map.of(
                        "id",
                        "github",
                        "provider",
                        "github",
                        "settings",
                        Map.of(
                                "organization",
                                simulator.company().gitHub().organization().login(),
                                "base-url",
                                simulator.github().toString(),
                                "client-id",
                                simulator.credentials().gitHubClientId()),
                        "credentials",
                        Map.of(
                                "app-private-key", "secretsmanager:grantkeeper/github#key",
                                "owner-token", "secretsmanager:grantkeeper/github#owner"))),
                "alerts",
                Map.of(
                        "securityTeam",
                        Map.of("name", "Security", "email", "security@example.com"),
                        "from",
                        "grantkeeper@example.com",
                        "least",
                        "low",
                        "smtp",
                        Map.of(
                                "host",
                                mail.address().host(),
                                "port",
                                mail.address().port()),
                        "pacing",
                        Map.of("baselineFirst", false, "breakThrough", "low", "gatherSeconds", 0)),
                "signals",
                Map.of("events", List.of(Map.of("to", "eventbridge:" + bus))),
                "detection",
                Map.of("groupingSeconds", 0)));
    }

    private String bucket() {
        String name = "checkpoints-" + UUID.randomUUID();
        clients().s3().createBucket(request -> {
            request.bucket(name);
            if (!aws().region().equals("us-east-1")) { // the default, which AWS does not accept as a constraint
                request.createBucketConfiguration(where -> where.locationConstraint(aws().region()));
            }
        });
        return name;
    }

    private String queue(String name) {
        return clients()
                .sqs()
                .createQueue(request -> request.queueName(name + "-" + UUID.randomUUID()))
                .queueUrl();
    }

    /** An event bus and the queue that receives its events. */
    private record Bus(String name, String queue) {}

    private Bus createBus(List<String> sources) {
        String name = "bus-" + UUID.randomUUID();
        String queue = queue("events");
        EventBridgeClient events = clients().eventBridge();
        events.createEventBus(request -> request.name(name));
        events.putRule(request ->
                request.name("all").eventBusName(name).eventPattern(ModelJson.write(Map.of("source", sources))));
        events.putTargets(request -> request.rule("all")
                .eventBusName(name)
                .targets(Target.builder()
                        .id("queue")
                        .arn(new TemplateQueues(clients().sqs()).arn(queue))
                        .build()));
        return new Bus(name, queue);
    }

    private EventBusMessage next(Bus bus) {
        return ModelJson.read(
                clients()
                        .sqs()
                        .receiveMessage(request -> request.queueUrl(bus.queue()).waitTimeSeconds(20))
                        .messages()
                        .getFirst()
                        .body(),
                EventBusMessage.class);
    }

    /** AWS behaves in the same way. Therefore, the sink checks that the bus exists before it sends events. */
    @Test
    void acceptsAndDropsEventsForBusThatDoesNotExist() {
        assertThat(clients()
                        .eventBridge()
                        .putEvents(request -> request.entries(entry("missing-" + UUID.randomUUID(), "grantkeeper")))
                        .failedEntryCount())
                .isZero();
    }

    @Test
    void keepsSignalsForBusThatDoesNotExist() {
        String bus = "missing-" + UUID.randomUUID();
        assertThat(new EventBridgeSink("events", clients()::eventBridge, bus).send(List.of("{}")))
                .singleElement()
                .isInstanceOfSatisfying(
                        DeliveryOutcome.RetryLater.class,
                        retry -> assertThat(retry.problem()).contains("'" + bus + "' does not exist"));
    }

    @Test
    void signsCheckpointWithKms() {
        String id = clients()
                .kms()
                .createKey(request -> request.keySpec(KeySpec.fromValue("ECC_NIST_EDWARDS25519"))
                        .keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .arn();
        KmsNoteSigner signer = KmsNoteSigner.of(clients().kms(), id, "example.com/ledger/acme");
        byte[] text = "example.com/ledger/acme\n1\n".getBytes(UTF_8);
        assertThat(signer.key().verifies(text, signer.sign(text))).isTrue();
    }

    @Test
    void movesPoisonMessageToDlq() {
        AwsScenarios.movesPoisonMessageToDlq(clients().sqs());
    }

    @Test
    void handlesPartnerEventOnceAndIgnoresOtherSources() {
        Bus bus = createBus(List.of(AwsScenarios.OKTA_SOURCE));
        var _ = clients()
                .eventBridge()
                .putEvents(request -> request.entries(
                        entry(bus.name(), "unknown.other"), entry(bus.name(), AwsScenarios.OKTA_SOURCE)));
        EventBusMessage message = next(bus);
        assertThat(message.source()).isEqualTo(AwsScenarios.OKTA_SOURCE);
        assertThat(message.detailType()).isEqualTo("SystemLog");
        Map<String, String> environment = new TreeMap<>(aws().environment());
        environment.put("GRANTKEEPER_TABLE", table);
        AwsScenarios.handlesPartnerEventOnce(clients().sqs(), environment, message);
    }

    private static PutEventsRequestEntry entry(String bus, String source) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType("SystemLog")
                .detail(AwsScenarios.oktaEvent().path("detail").toString())
                .build();
    }

    @Test
    void sendsMailThroughSes() throws Exception {
        try (SesV2Client ses = aws().client(SesV2Client.builder())) {
            var _ = ses.createEmailIdentity(request -> request.emailIdentity("grantkeeper@example.com"));
            assertThat(SesMailTransports.over(ses, "grantkeeper@example.com")
                            .send(
                                    "security@example.com",
                                    "one@example.com",
                                    new MailMessage("A test", "Hello", "<p>Hello</p>")))
                    .isNotBlank();
        }
    }
}
