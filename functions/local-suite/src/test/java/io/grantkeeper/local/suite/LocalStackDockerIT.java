package io.grantkeeper.local.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.kms.KmsSigner;
import io.grantkeeper.functions.plansweep.PlanSweepRequest;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.functions.receivewebhook.BusMessage;
import io.grantkeeper.functions.runtime.AwsPorts;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Functions;
import io.grantkeeper.functions.sealledger.SealLedgerRequest;
import io.grantkeeper.functions.sealledger.SealLedgerResult;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.local.doubles.MailOutbox;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The functions over {@code AwsPorts}, as on Lambda, and over AWS' services as LocalStack keeps them: a table with its
 * stream, queues with dead letters, secrets, a signing key, a bucket, mail, an event bus.
 */
class LocalStackDockerIT {
    private static final TenantId TENANT = new TenantId("acme");
    private static final String TABLE = "grantkeeper";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

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

    private static String queue(String name, Map<QueueAttributeName, String> attributes) {
        return clients.sqs()
                .createQueue(request ->
                        request.queueName(name + "-" + UUID.randomUUID()).attributes(attributes))
                .queueUrl();
    }

    private static String arn(String queue) {
        return clients.sqs()
                .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    /** The ledger is signed from a file: the key's kind is one that not every LocalStack has, and has a test of its own. */
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
            String sync = queue("sync", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "120"));
            String alert = queue("alert", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "120"));
            String parked = queue("parked", Map.of());
            Map<String, String> environment = new TreeMap<>(aws.environment());
            environment.put("GRANTKEEPER_TABLE", TABLE);
            environment.put("GRANTKEEPER_SYNC_QUEUE_URL", sync);
            environment.put("GRANTKEEPER_ALERT_QUEUE_URL", alert);
            environment.put("GRANTKEEPER_DEAD_LETTER_QUEUE_URL", parked);
            environment.put("GRANTKEEPER_LEDGER_NAME", "example.com/ledger");
            environment.put("GRANTKEEPER_LEDGER_KEYS", "folder:" + keys);
            environment.put("GRANTKEEPER_LEDGER_BUCKET", bucket());
            environment.put("GRANTKEEPER_CONFIG", config(simulator, mail));
            List<FunctionModule<?, ?>> modules = Functions.modules().stream()
                    .filter(module -> List.of(
                                    "plan-sweep", "sync-access", "detect-changes", "alert-owner", "seal-ledger")
                            .contains(module.name()))
                    .toList();
            try (Functions functions = Functions.start(modules, new AwsPorts(environment));
                    DynamoDbStreamsClient streams = aws.client(DynamoDbStreamsClient.builder())) {
                PlanSweepResult plan = function(functions, "plan-sweep", PlanSweepRequest.class, PlanSweepResult.class)
                        .apply(new PlanSweepRequest(TENANT, new ConnectionId("github"), Instant.now(), false, false));
                assertThat(plan.partitions()).isPositive();
                QueuePump work = new QueuePump(
                        clients.sqs(),
                        sync,
                        function(functions, "sync-access", SQSEvent.class, SQSBatchResponse.class));
                until(() -> work.pump(1) == 0 && work.waiting() == 0);
                StreamPump changes = new StreamPump(
                        streams,
                        clients.dynamoDb()
                                .describeTable(request -> request.tableName(TABLE))
                                .table()
                                .latestStreamArn(),
                        function(functions, "detect-changes", DynamodbEvent.class, StreamsEventResponse.class),
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
                        function(functions, "alert-owner", SQSEvent.class, SQSBatchResponse.class));
                until(() -> {
                    alerts.pump(5);
                    return !mail.received().isEmpty();
                });
                SealLedgerResult sealed = function(
                                functions, "seal-ledger", SealLedgerRequest.class, SealLedgerResult.class)
                        .apply(new SealLedgerRequest(TENANT));
                assertThat(sealed.size()).isPositive();
                assertThat(clients.s3()
                                .listObjectsV2(request -> request.bucket(environment.get("GRANTKEEPER_LEDGER_BUCKET")))
                                .contents())
                        .isNotEmpty();
                assertThat(new ParkedMessages(clients.sqs(), parked).reasons()).isEmpty();
            }
        }
    }

    private static <I, O> Function<I, O> function(Functions functions, String name, Class<I> input, Class<O> output) {
        for (FunctionModule<?, ?> module : Functions.modules()) {
            if (module.name().equals(name)
                    && module.input().equals(input)
                    && module.output().equals(output)) {
                @SuppressWarnings("unchecked") // the classes were compared
                FunctionModule<I, O> found = (FunctionModule<I, O>) module;
                return functions.function(found);
            }
        }
        throw new IllegalStateException("no function " + name);
    }

    private static String config(Simulator simulator, MailOutbox mail) {
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
                "detection",
                Map.of("groupingSeconds", 0)));
    }

    private static String bucket() {
        String name = "checkpoints-" + UUID.randomUUID();
        clients.s3().createBucket(request -> request.bucket(name));
        return name;
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
    void aMessageThatIsNeverFinishedEndsAmongTheDeadLettersAndCanBeSentBack() {
        SqsClient sqs = clients.sqs();
        String dead = queue("dead", Map.of());
        String work = queue(
                "work",
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "0",
                        QueueAttributeName.REDRIVE_POLICY,
                        ModelJson.write(Map.of("deadLetterTargetArn", arn(dead), "maxReceiveCount", 2))));
        sqs.sendMessage(request -> request.queueUrl(work).messageBody("poison"));
        QueuePump pump = new QueuePump(
                sqs,
                work,
                event -> new SQSBatchResponse(event.getRecords().stream()
                        .map(each -> new SQSBatchResponse.BatchItemFailure(each.getMessageId()))
                        .toList()));
        until(() -> {
            pump.pump(1);
            return new QueuePump(sqs, dead, _ -> new SQSBatchResponse(List.of())).waiting() == 1;
        });
        assertThat(sqs.receiveMessage(request -> request.queueUrl(dead)).messages())
                .singleElement()
                .matches(message -> message.body().equals("poison"));
    }

    @Test
    void aPartnersEventReachesWhatTheRuleNamesInTheFormThatHearBusReads() {
        String queue = queue("events", Map.of());
        try (EventBridgeClient events = aws.client(EventBridgeClient.builder())) {
            String bus = "partner-" + UUID.randomUUID();
            events.createEventBus(request -> request.name(bus));
            events.putRule(request -> request.name("okta")
                    .eventBusName(bus)
                    .eventPattern("{\"source\": [\"aws.partner/okta.com/acme/grantkeeper\"]}"));
            events.putTargets(request -> request.rule("okta")
                    .eventBusName(bus)
                    .targets(Target.builder().id("queue").arn(arn(queue)).build()));
            var _ = events.putEvents(request ->
                    request.entries(entry(bus, "aws.partner/okta.com/acme/grantkeeper"), entry(bus, "somebody.else")));
            SqsClient sqs = clients.sqs();
            String body = sqs.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(20))
                    .messages()
                    .getFirst()
                    .body();
            BusMessage message = ModelJson.read(body, BusMessage.class);
            assertThat(message.source()).isEqualTo("aws.partner/okta.com/acme/grantkeeper");
            assertThat(message.detailType()).isEqualTo("SystemLog");
            assertThat(message.detail()).containsKey("eventType");
        }
    }

    private static PutEventsRequestEntry entry(String bus, String source) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType("SystemLog")
                .detail("{\"eventType\": \"app.oauth2.as.consent.grant\"}")
                .build();
    }

    @Test
    void mailLeavesThroughSesFromASenderThatIsVerified() {
        try (SesV2Client ses = aws.client(SesV2Client.builder())) {
            var _ = LocalStack.offered(
                    ses,
                    "SES' second API",
                    client -> client.createEmailIdentity(request -> request.emailIdentity("grantkeeper@example.com")));
            String id = LocalStack.offered(
                    ses,
                    "SES' second API",
                    client -> client.sendEmail(request -> request.fromEmailAddress("grantkeeper@example.com")
                                    .destination(to -> to.toAddresses("security@example.com"))
                                    .content(content -> content.simple(mail -> mail.subject(text -> text.data("A test"))
                                            .body(body -> body.text(text -> text.data("Hello"))))))
                            .messageId());
            assertThat(id).isNotBlank();
        }
    }

    private static void until(BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not done within %s", PATIENCE).isLessThan(deadline);
        }
    }
}
