package io.grantkeeper.local.suite;

import static io.grantkeeper.local.suite.AwsScenes.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.alerts.mail.Mail;
import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.kms.KmsSigner;
import io.grantkeeper.functions.messaging.SesTransports;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.functions.publishsignals.PublishSignalsRequest;
import io.grantkeeper.functions.publishsignals.PublishSignalsResult;
import io.grantkeeper.functions.receivewebhook.BusMessage;
import io.grantkeeper.functions.runtime.AwsPorts;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Functions;
import io.grantkeeper.functions.sealledger.SealLedgerRequest;
import io.grantkeeper.functions.sealledger.SealLedgerResult;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.local.doubles.MailOutbox;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * The functions over {@code AwsPorts}, as on Lambda, and over AWS' services as LocalStack keeps them: a table with its
 * stream, queues with dead letters, secrets, a signing key, a bucket, mail, an event bus.
 */
class LocalStackDockerIT {
    private static final TenantId TENANT = new TenantId("acme");
    private static final String TABLE = "grantkeeper";

    private static LocalStack aws;
    private static AwsClients clients;

    @BeforeAll
    static void start() {
        aws = LocalStack.start();
        clients = new AwsClients(aws.environment());
        new TableCreator(clients.dynamoDb()).createIfMissing(TABLE);
    }

    @AfterAll
    static void stop() {
        if (aws != null) {
            clients.close();
            aws.close();
        }
    }

    /** Signed from a file and told by SMTP: not every LocalStack has the key's kind and SES, which have tests of their own. */
    @Test
    void aSweepFindsWhatThereIsTellsTheOwnersAndSealsTheLedger(@TempDir Path keys) {
        try (Simulator simulator = Simulator.start(
                        Company.generate(7, CompanySize.ofGrants(200), SimulatedClock.runningFrom(Company.START)),
                        SimulatorOptions.usual().withoutQuotas());
                MailOutbox mail = MailOutbox.start()) {
            clients.secretsManager()
                    .createSecret(request -> request.name("grantkeeper/github")
                            .secretString(ModelJson.write(Map.of(
                                    "key", simulator.credentials().gitHubPrivateKeyPkcs1Pem(),
                                    "owner", simulator.credentials().gitHubOwnerToken()))));
            TemplateQueues queues = new TemplateQueues(clients.sqs());
            String sync =
                    queues.make("sync", "sync-" + UUID.randomUUID(), Map.of()).queue();
            String alert =
                    queues.make("alert", "alert-" + UUID.randomUUID(), Map.of()).queue();
            String parked = queue("parked");
            Bus bus = Bus.make(List.of("grantkeeper"));
            Map<String, String> environment = new TreeMap<>(aws.environment());
            environment.put("GRANTKEEPER_TABLE", TABLE);
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
                    .<FunctionModule<?, ?>>map(Functions::module)
                    .toList();
            try (Functions functions = Functions.start(modules, new AwsPorts(environment));
                    DynamoDbStreamsClient streams = aws.client(DynamoDbStreamsClient.builder())) {
                Function<PublishSignalsRequest, PublishSignalsResult> publish =
                        functions.function("publish-signals", PublishSignalsRequest.class, PublishSignalsResult.class);
                // A destination hears what comes after it was met first.
                var _ = publish.apply(new PublishSignalsRequest(TENANT));
                PlanSweepResult plan = functions
                        .function("plan-sweep", PlanSweepRequest.class, PlanSweepResult.class)
                        .apply(new PlanSweepRequest(TENANT, new ConnectionId("github"), Instant.now(), false, false));
                assertThat(plan.partitions()).isPositive();
                QueuePump work = new QueuePump(
                        clients.sqs(), sync, functions.function("sync-access", SQSEvent.class, SQSBatchResponse.class));
                until(() -> work.pump(1) == 0 && work.waiting() == 0);
                StreamPump changes = new StreamPump(
                        streams,
                        clients.dynamoDb()
                                .describeTable(request -> request.tableName(TABLE))
                                .table()
                                .latestStreamArn(),
                        functions.function("detect-changes", DynamodbEvent.class, StreamsEventResponse.class),
                        new StreamPosition(Optional.empty()));
                DynamoDbFindingStore findings = new DynamoDbFindingStore(new DynamoDbTable(clients.dynamoDb(), TABLE));
                until(() -> {
                    int handed = changes.pump();
                    return handed == 0
                            && !findings.open(TENANT, 10, Optional.empty())
                                    .items()
                                    .isEmpty();
                });
                QueuePump alerts = new QueuePump(
                        clients.sqs(),
                        alert,
                        functions.function("alert-owner", SQSEvent.class, SQSBatchResponse.class));
                until(() -> {
                    alerts.pump(5);
                    return !mail.received().isEmpty();
                });
                SealLedgerResult sealed = functions
                        .function("seal-ledger", SealLedgerRequest.class, SealLedgerResult.class)
                        .apply(new SealLedgerRequest(TENANT));
                assertThat(sealed.size()).isPositive();
                assertThat(clients.s3()
                                .listObjectsV2(request -> request.bucket(environment.get("GRANTKEEPER_LEDGER_BUCKET")))
                                .contents())
                        .isNotEmpty();
                assertThat(publish.apply(new PublishSignalsRequest(TENANT)).delivered())
                        .isPositive();
                BusMessage told = bus.next();
                assertThat(told.source()).isEqualTo("grantkeeper");
                assertThat(told.detailType()).isEqualTo("OCSF");
                assertThat(told.detail()).containsKey("class_uid");
                assertThat(new ParkedMessages(clients.sqs(), parked).reasons()).isEmpty();
            }
        }
    }

    private static String config(Simulator simulator, MailOutbox mail, String bus) {
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
                                mail.address().port())),
                "signals",
                Map.of("events", List.of(Map.of("to", "eventbridge:" + bus))),
                "detection",
                Map.of("groupingSeconds", 0)));
    }

    private static String bucket() {
        String name = "checkpoints-" + UUID.randomUUID();
        clients.s3().createBucket(request -> request.bucket(name));
        return name;
    }

    private static String queue(String name) {
        return clients.sqs()
                .createQueue(request -> request.queueName(name + "-" + UUID.randomUUID()))
                .queueUrl();
    }

    /** A bus whose events of some sources come to a queue, where a test finds them. */
    private record Bus(String name, String queue) {
        static Bus make(List<String> sources) {
            String name = "bus-" + UUID.randomUUID();
            String queue = LocalStackDockerIT.queue("events");
            EventBridgeClient events = clients.eventBridge();
            events.createEventBus(request -> request.name(name));
            events.putRule(request ->
                    request.name("all").eventBusName(name).eventPattern(ModelJson.write(Map.of("source", sources))));
            events.putTargets(request -> request.rule("all")
                    .eventBusName(name)
                    .targets(Target.builder()
                            .id("queue")
                            .arn(new TemplateQueues(clients.sqs()).arn(queue))
                            .build()));
            return new Bus(name, queue);
        }

        BusMessage next() {
            return ModelJson.read(
                    clients.sqs()
                            .receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(20))
                            .messages()
                            .getFirst()
                            .body(),
                    BusMessage.class);
        }
    }

    @Test
    void kmsSignsWhatTheLedgerSays() {
        String id = LocalStack.offered(
                clients.kms(),
                "KMS keys for Ed25519",
                kms -> kms.createKey(request -> request.keySpec(KeySpec.fromValue("ECC_NIST_EDWARDS25519"))
                                .keyUsage(KeyUsageType.SIGN_VERIFY))
                        .keyMetadata()
                        .arn());
        KmsSigner signer = KmsSigner.of(clients.kms(), id, "example.com/ledger/acme");
        byte[] text = "example.com/ledger/acme\n1\n".getBytes(UTF_8);
        assertThat(signer.key().verifies(text, signer.sign(text))).isTrue();
    }

    @Test
    void aMessageThatIsNeverFinishedEndsAmongTheDeadLetters() {
        AwsScenes.poisonEndsAmongTheDeadLetters(clients.sqs());
    }

    @Test
    void hearBusHearsAPartnersEventOnceAndNoneOfSomebodyElse() {
        Bus bus = Bus.make(List.of(AwsScenes.OKTA_SOURCE));
        var _ = clients.eventBridge()
                .putEvents(request ->
                        request.entries(entry(bus.name(), "somebody.else"), entry(bus.name(), AwsScenes.OKTA_SOURCE)));
        BusMessage message = bus.next();
        assertThat(message.source()).isEqualTo(AwsScenes.OKTA_SOURCE);
        assertThat(message.detailType()).isEqualTo("SystemLog");
        Map<String, String> environment = new TreeMap<>(aws.environment());
        environment.put("GRANTKEEPER_TABLE", TABLE);
        AwsScenes.isHeardOnce(clients.sqs(), environment, message);
    }

    private static PutEventsRequestEntry entry(String bus, String source) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType("SystemLog")
                .detail(AwsScenes.oktaEvent().path("detail").toString())
                .build();
    }

    @Test
    void sesTakesAMailOfOurTransport() throws Exception {
        try (SesV2Client ses = aws.client(SesV2Client.builder())) {
            var _ = LocalStack.offered(
                    ses,
                    "SES' second API",
                    client -> client.createEmailIdentity(request -> request.emailIdentity("grantkeeper@example.com")));
            assertThat(SesTransports.over(ses, "grantkeeper@example.com")
                            .send(
                                    "security@example.com",
                                    "one@example.com",
                                    new Mail("A test", "Hello", "<p>Hello</p>")))
                    .isNotBlank();
        }
    }
}
