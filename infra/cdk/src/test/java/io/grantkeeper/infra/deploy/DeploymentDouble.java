package io.grantkeeper.infra.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A test double of a deployed installation: Lambda, Secrets Manager and the HTTP API, with in-memory stores. The real
 * connectors verify webhooks, and the real code seals the ledger.
 */
final class DeploymentDouble implements AutoCloseable {
    static final String KEY = "the-api-key-of-a-gateway";

    final InMemorySweepStore sweeps = new InMemorySweepStore();
    final InMemoryLogStore log = new InMemoryLogStore();
    final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T06:00:00Z"));
    /** The responses of functions that do not return an empty object, keyed by function. */
    final Map<String, String> results = new ConcurrentHashMap<>();
    /** The errors with which functions respond, keyed by function. */
    final Map<String, String> errors = new ConcurrentHashMap<>();
    /** The last event that each function received, except events for test alerts. */
    final Map<String, String> invoked = new ConcurrentSkipListMap<>();

    final Map<String, String> secrets = new TreeMap<>();
    /** The reasons why partitions of the sweep cannot be read, keyed by partition. */
    final Map<String, StaleStreamReason> problems = new TreeMap<>();
    /** The name of the function that never responds; empty if all functions respond. */
    volatile String hanging = "";
    /** The number of partitions that {@code plan-sweep} plans. */
    int planned = 2;
    /** The number of partitions that are read at each pause. */
    int readPerPause = 1;

    int statusWithoutKey = 401;
    String decision = "{\"decision\":false}";
    boolean acceptsForgedWebhooks;
    boolean recordsDecisions = true;
    boolean sealsLedger = true;
    volatile String testAlert = "";
    /**
     * The key that the operator trusts. If a test replaces it, it no longer matches the key with which the installation
     * signs.
     */
    SigningKeyFile trustedKey = SigningKeyFile.generate("grantkeeper/ledger/acme", SignatureType.ED25519);

    private final SigningKeyFile signingKey = trustedKey;
    private final InstallationConfig installation;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int decisions;
    private int read;

    DeploymentDouble(InstallationConfig installation) throws IOException {
        this.installation = installation;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/2015-03-31/functions/", this::invoke);
        server.createContext("/.well-known/authzen-configuration", exchange -> respond(exchange, 200, "{}"));
        server.createContext("/access/v1/evaluation", this::decide);
        server.createContext("/webhooks/", this::receiveWebhook);
        server.createContext("/", this::getSecret);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    SmokeCheckPorts ports() {
        SecretsManagerClient manager = client(SecretsManagerClient.builder());
        return new SmokeCheckPorts(
                client(LambdaClient.builder()),
                HttpClient.newHttpClient(),
                sweeps,
                log,
                name -> {
                    if (!name.equals(trustedKey.key().name())) {
                        throw new AssertionError("unexpected name of the ledger: " + name);
                    }
                    return TrustedKeys.of(trustedKey.key());
                },
                new SecretResolver(Map.of(), () -> manager, clock),
                clock,
                this::pause);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(address())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Advances the clock and records the reads that {@code sync-access} would complete in the meantime. */
    private void pause(Duration time) {
        clock.advance(time);
        for (int i = 0; i < readPerPause && read < planned; i++) {
            PartitionRef partition = partition(read);
            read++;
            Optional<StaleStreamReason> problem = Optional.ofNullable(problems.get(partition.partition()));
            problem.ifPresentOrElse(
                    found -> sweeps.recordFailed(tenant(), partition, clock.instant(), found),
                    () -> sweeps.recordCompleted(
                            tenant(),
                            partition,
                            new CompletedRead(Optional.empty(), clock.instant(), Optional.empty(), 10)));
        }
    }

    private PartitionRef partition(int number) {
        return new PartitionRef(connection().id(), new StreamId("installations"), "p" + number);
    }

    private Connection connection() {
        return installation.connections().getFirst();
    }

    private TenantId tenant() {
        return installation.tenant();
    }

    private void invoke(HttpExchange exchange) throws IOException {
        String function =
                exchange.getRequestURI().getPath().replaceFirst(".*/functions/grantkeeper-([a-z-]+)/.*", "$1");
        String event = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (!"Qualifier=live".equals(exchange.getRequestURI().getQuery())) {
            respond(exchange, 404, "");
            return;
        }
        if (function.equals(hanging)) {
            try {
                closed.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        boolean test = event.contains("grantkeeper:test-alert");
        if (test) {
            testAlert = ModelJson.mapper().readTree(event).at("/Records/0/body").asString();
        } else {
            invoked.put(function, event);
        }
        String error = errors.get(test ? "test-alert" : function);
        if (error != null) {
            exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
            respond(exchange, 200, error);
            return;
        }
        respond(exchange, 200, results.getOrDefault(function, result(function)));
    }

    private synchronized String result(String function) {
        return switch (function) {
            case "plan-sweep" -> {
                sweeps.recordPlanned(
                        tenant(),
                        ConnectionStatus.unknown(connection().id()),
                        new SweepRun("run", clock.instant(), planned));
                yield "{\"run\":\"run\",\"partitions\":%d,\"rereads\":0,\"skipped\":\"\",\"problems\":[]}"
                        .formatted(planned);
            }
            case "seal-ledger" -> "{\"integrated\":1,\"size\":%d}".formatted(seal());
            default -> "{}";
        };
    }

    private long seal() {
        return sealsLedger
                ? new SealLedger(log, LogSigningKeys.of(_ -> signingKey), CheckpointExport.none(), clock)
                        .seal(tenant(), () -> true)
                        .checkpoint()
                        .map(checkpoint -> checkpoint.size())
                        .orElse(0L)
                : 1;
    }

    /** Adds an entry to the ledger. */
    synchronized void record() {
        decisions++;
        String id = "decision-" + decisions;
        log.add(
                tenant(),
                LedgerEntry.of(
                        id, tenant(), clock.instant(), new LedgerEvent.FindingClosed(id), EntryActor.function("test")));
    }

    /** Records and seals an entry, so that the installation looks as if it has been used before. */
    void recordAndSeal() {
        record();
        seal();
    }

    private void decide(HttpExchange exchange) throws IOException {
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
            respond(exchange, statusWithoutKey, "");
            return;
        }
        if (recordsDecisions) {
            record();
        }
        respond(exchange, 200, decision);
    }

    private void receiveWebhook(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        Connection connection = installation.connections().stream()
                .filter(each -> each.id().value().equals(path[3]))
                .findFirst()
                .orElseThrow();
        WebhookVerifier verifier = ConnectorRegistry.standard()
                .find(connection.provider())
                .flatMap(each -> each.webhooks())
                .orElseThrow();
        WebhookOutcome outcome;
        try {
            outcome = verifier.accept(
                    new SessionDouble(connection),
                    new WebhookRequest(exchange.getRequestMethod(), "", Map.of(), headers, body));
        } catch (ConnectorException _) {
            respond(exchange, 503, "");
            return;
        }
        switch (outcome) {
            case WebhookOutcome.Handshake(var status, var _, var answer) -> respond(exchange, status, answer);
            case WebhookOutcome.Refused(var status, var _) ->
                respond(exchange, acceptsForgedWebhooks ? 202 : status, "");
            case WebhookOutcome.Accepted _, WebhookOutcome.Ignored _ ->
                throw new AssertionError("a smoke check must not cause work");
        }
    }

    /** A session that provides only secrets. */
    private final class SessionDouble implements ProviderSession {
        private final Connection connection;

        private SessionDouble(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public ProviderHttp http() {
            throw new AssertionError("a webhook verifier makes no calls");
        }

        @Override
        public Optional<Secret> credential(String name) {
            return Optional.ofNullable(connection.credentials().get(name))
                    .map(reference -> reference.replaceFirst("secretsmanager:", ""))
                    .map(reference -> Secret.of(secretOf(reference)));
        }

        @Override
        public Clock clock() {
            return clock;
        }
    }

    /** Returns the value of a secret in the installation, whether or not the operator may read it. */
    private static String secretOf(String reference) {
        return reference + "-0123456789-0123456789-0123456789";
    }

    /** Lets the operator read the secrets of the connections. */
    void allowReadingSecrets() {
        installation
                .connections()
                .forEach(connection -> connection.credentials().values().forEach(reference -> {
                    String name = reference.replaceFirst("secretsmanager:", "");
                    String[] parts = name.split("#", -1);
                    secrets.merge(
                            parts[0],
                            parts.length == 1 ? secretOf(name) : ModelJson.write(Map.of(parts[1], secretOf(name))),
                            DeploymentDouble::merged);
                }));
    }

    private static String merged(String first, String second) {
        return first.substring(0, first.length() - 1) + "," + second.substring(1);
    }

    private void getSecret(HttpExchange exchange) throws IOException {
        String name = ModelJson.mapper()
                .readTree(exchange.getRequestBody().readAllBytes())
                .path("SecretId")
                .asString();
        String value = secrets.get(name);
        if (value == null) {
            respond(exchange, 400, "{\"__type\":\"AccessDeniedException\",\"message\":\"denied\"}");
        } else {
            respond(exchange, 200, ModelJson.write(Map.of("Name", name, "SecretString", value)));
        }
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
