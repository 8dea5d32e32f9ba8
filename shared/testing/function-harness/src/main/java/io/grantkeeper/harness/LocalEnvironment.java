package io.grantkeeper.harness;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDbServer;
import io.grantkeeper.aws.local.LocalSqs;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorCredentials;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The local environment of a function: a table, queues, a mail server and simulated providers on 127.0.0.1. Closing it
 * deletes everything. Nothing here connects to a real account.
 */
public final class LocalEnvironment implements AutoCloseable {
    /** The SHA-256 digest of the API key that the samples of {@code decide} send. */
    private static final String SAMPLE_KEY = "b9ee1e828935669293df4f2effae040219ac11d3912a222f8e87d77e161cef15";

    private static final String TABLE = "grantkeeper";
    /** The secret that signs the samples of {@code receive-webhook}; it protects nothing. */
    static final String WEBHOOK_SECRET = "the samples' own secret";

    private final LocalDynamoDbServer dynamoDb = LocalDynamoDbServer.start(Optional.empty(), 0);
    private final LocalSqs sqs = LocalSqs.start();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final ProviderSimulator simulator;
    private final AwsClients clients;
    private final Path keys = newFolder();
    private final Map<String, String> environment = new HashMap<>();
    private int tables;

    /**
     * Starts the environment.
     *
     * @param now the time at which the simulated providers' clock starts; the assertions that a function signs must be
     *     valid then
     */
    public LocalEnvironment(Instant now) {
        simulator = ProviderSimulator.start(Company.demo(SimulatedClock.runningFrom(now)));
        mail.start();
        environment.put("GRANTKEEPER_DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString());
        environment.put("GRANTKEEPER_SQS_ENDPOINT", sqs.endpoint().toString());
        clients = new AwsClients(environment);
        fill(TABLE);
        environment.put("GRANTKEEPER_TABLE", TABLE);
        environment.put("GRANTKEEPER_SYNC_QUEUE_URL", queue("sync-access"));
        environment.put("GRANTKEEPER_ALERT_QUEUE_URL", queue("alert-owner"));
        environment.put("GRANTKEEPER_ANSWER_QUEUE_URL", queue("apply-answer"));
        environment.put("GRANTKEEPER_DEAD_LETTER_QUEUE_URL", queue("dead-letters"));
        // Nothing listens on this port. Pages of handle-response therefore show only that the details
        // cannot be loaded, and answers are sent to the queue.
        environment.put("GRANTKEEPER_LAMBDA_ENDPOINT", "http://127.0.0.1:1");
        environment.put("GRANTKEEPER_APPLY_FUNCTION", "apply-on-request");
        environment.put("GRANTKEEPER_LADDER_FUNCTION", "promote-policies");
        environment.put("GRANTKEEPER_REVIEW_FUNCTION", "run-review");
        environment.put("GRANTKEEPER_LEDGER_NAME", "example.com/ledger");
        environment.put("GRANTKEEPER_LEDGER_KEYS", "folder:" + keys);
        environment.put("GRANTKEEPER_CONFIG", ModelJson.write(configuration()));
        SimulatorCredentials credentials = simulator.credentials();
        environment.put("ANSWER_KEY", ANSWER_KEY);
        environment.put("GITHUB_APP_KEY", credentials.gitHubPrivateKeyPkcs1Pem());
        environment.put("GITHUB_OWNER_TOKEN", credentials.gitHubOwnerToken());
        environment.put("GITHUB_WEBHOOK_SECRET", WEBHOOK_SECRET);
        environment.put("GOOGLE_KEY", credentials.googleKeyFileJson());
        environment.put("SIGNALS_KEY", newSignalsKey());
        environment.put("SIGNALS_TOKEN", SIGNALS_TOKEN);
    }

    private void fill(String name) {
        new TableCreator(clients.dynamoDb()).createIfMissing(name);
        DynamoDbTable table = new DynamoDbTable(clients.dynamoDb(), name);
        SampleInventory given = SampleInventory.forSamples();
        given.storeObservations(table);
        given.storeDetectionResults(table);
        given.storeOpenQuestion(table, "as the samples show it");
    }

    /** Returns the DynamoDB table that is specified in {@link #environment}. */
    public DynamoDbTable table() {
        return table(environment);
    }

    /** Returns the table that is specified in a function's environment variables. */
    public DynamoDbTable table(Map<String, String> variables) {
        return new DynamoDbTable(clients.dynamoDb(), variables.getOrDefault("GRANTKEEPER_TABLE", TABLE));
    }

    /** Returns the environment variables that connect a function to this environment. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /**
     * Returns the variables of {@link #environment}, but with a separate table. That table starts with the same rows,
     * and nothing else writes to it.
     */
    public Map<String, String> isolatedEnvironment() {
        tables++;
        String name = TABLE + "-" + tables;
        fill(name);
        Map<String, String> own = new HashMap<>(environment);
        own.put("GRANTKEEPER_TABLE", name);
        return Map.copyOf(own);
    }

    /** The key that signs the links in the samples. It is a sample key and protects nothing. */
    static final String ANSWER_KEY = "the samples' own key, which guards nothing";

    /** The bearer token in the samples of {@code serve-signals}; it protects nothing. */
    private static final String SIGNALS_TOKEN = "the sample token, which protects nothing";

    private static String newSignalsKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getMimeEncoder().encodeToString(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }

    private static Path newFolder() {
        try {
            Path folder = Files.createTempDirectory("grantkeeper-keys");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for the ledger's key cannot be created", e);
        }
    }

    /**
     * Returns the approximate number of messages in a queue, including delayed ones.
     *
     * @param queue the queue's name
     */
    int queuedMessages(String queue) {
        String url =
                clients.sqs().getQueueUrl(request -> request.queueName(queue)).queueUrl();
        Map<QueueAttributeName, String> counts = clients.sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }

    int mailsSent() {
        return mail.getReceivedMessages().length;
    }

    Map<String, Object> alerts() {
        return Map.of(
                "securityTeam",
                Map.of("email", "security@larkfield.example"),
                "from",
                "grantkeeper@larkfield.example",
                "smtp",
                Map.of("host", "127.0.0.1", "port", mail.getSmtp().getPort()),
                "answers",
                Map.of("url", "https://grantkeeper.larkfield.example", "key", "env:ANSWER_KEY"),
                "pacing",
                Map.of("baselineFirst", false, "breakThrough", "low", "gatherSeconds", 0));
    }

    private Map<String, Object> configuration() {
        SimulatorCredentials credentials = simulator.credentials();
        Map<String, Object> gitHub = Map.of(
                "id",
                "github-larkfield",
                "provider",
                "github",
                "settings",
                Map.of(
                        "organization", "larkfield",
                        "base-url", simulator.github().toString(),
                        "client-id", credentials.gitHubClientId()),
                "credentials",
                Map.of(
                        "app-private-key", "env:GITHUB_APP_KEY",
                        "owner-token", "env:GITHUB_OWNER_TOKEN",
                        "webhook-secret", "env:GITHUB_WEBHOOK_SECRET"));
        Map<String, Object> google = Map.of(
                "id",
                "google-larkfield",
                "provider",
                "google",
                "settings",
                simulator.googleSettings(),
                "credentials",
                Map.of("service-account-key", "env:GOOGLE_KEY"));
        return Map.of(
                "tenant",
                SampleInventory.TENANT.value(),
                "connections",
                List.of(gitHub, google, okta()),
                "alerts",
                alerts(),
                "console",
                Map.of("publicUrl", "https://example.execute-api.eu-central-1.amazonaws.com"),
                "signals",
                signals(),
                "decisions",
                Map.of("apiKeys", List.of(Map.of("id", "sample", "sha256", SAMPLE_KEY))));
    }

    private static Map<String, Object> signals() {
        return Map.of(
                "issuer",
                "https://signals.larkfield.example",
                "keys",
                List.of(Map.of("id", "sample", "privateKey", "env:SIGNALS_KEY")),
                "receivers",
                List.of(Map.of(
                        "id",
                        "idp",
                        "token",
                        "env:SIGNALS_TOKEN",
                        "audience",
                        List.of("https://idp.larkfield.example"))));
    }

    private Map<String, Object> okta() {
        return Map.of(
                "id",
                "okta-larkfield",
                "provider",
                "okta",
                "settings",
                Map.of(
                        "base-url", simulator.okta().toString(),
                        "client-id", simulator.oktaDouble().clientId(),
                        "event-source", "aws.partner/okta.com/larkfield/grantkeeper"),
                "credentials",
                Map.of("private-key", "env:OKTA_KEY"));
    }

    private String queue(String name) {
        return clients.sqs().createQueue(request -> request.queueName(name)).queueUrl();
    }

    @Override
    public void close() {
        Path key = keys.resolve("ledger-%s.key".formatted(SampleInventory.TENANT));
        key.toFile().deleteOnExit();
        clients.close();
        mail.stop();
        simulator.close();
        sqs.close();
        dynamoDb.close();
    }
}
