package io.grantkeeper.aws.core;

import io.grantkeeper.identity.outbound.ServerTrustManagers;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS clients, each created on first use. They share the JDK's own HTTP client, which loads fastest at a cold
 * start. Environment:
 *
 * <ul>
 *     <li>{@code AWS_REGION} and credentials as set by Lambda;
 *     <li>{@code GRANTKEEPER_DYNAMODB_ENDPOINT}, {@code GRANTKEEPER_SQS_ENDPOINT},
 *             {@code GRANTKEEPER_SECRETSMANAGER_ENDPOINT}, {@code GRANTKEEPER_KMS_ENDPOINT},
 *             {@code GRANTKEEPER_S3_ENDPOINT}, {@code GRANTKEEPER_EVENTBRIDGE_ENDPOINT}, {@code
 *       GRANTKEEPER_SES_ENDPOINT},
 *             {@code GRANTKEEPER_LAMBDA_ENDPOINT}: alternative endpoints, for local test doubles.
 * </ul>
 */
public final class AwsClients implements AutoCloseable {
    private static final int TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    /**
     * The first delay after throttling. It is longer than the delay after other errors, because an on-demand table
     * needs minutes to double its capacity.
     */
    private static final Duration FIRST_PAUSE_IF_THROTTLED = Duration.ofMillis(200);

    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(10);
    private static final Duration MAX_ATTEMPTS = Duration.ofSeconds(45);
    /**
     * The maximum number of idle connections that the JDK's HTTP client keeps, for the system property {@code
     * http.maxConnections}. Each concurrent call uses one connection; by default, the JDK keeps only 5 and would have
     * to open new ones for the other calls.
     */
    private static final String KEPT_CONNECTIONS = "32";

    private final Map<String, String> environment;
    private final LazyValue<SdkHttpClient> http = new LazyValue<>(AwsClients::newHttp);
    private final LazyValue<DynamoDbClient> dynamoDb =
            new LazyValue<>(() -> client(DynamoDbClient.builder(), "GRANTKEEPER_DYNAMODB_ENDPOINT"));
    private final LazyValue<SqsClient> sqs =
            new LazyValue<>(() -> client(SqsClient.builder(), "GRANTKEEPER_SQS_ENDPOINT"));
    private final LazyValue<SecretsManagerClient> secrets =
            new LazyValue<>(() -> client(SecretsManagerClient.builder(), "GRANTKEEPER_SECRETSMANAGER_ENDPOINT"));
    private final LazyValue<SealingClients> sealing = new LazyValue<>(SealingClients::new);

    private final LazyValue<PublishingClients> publishing = new LazyValue<>(PublishingClients::new);

    public AwsClients(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public static AwsClients fromEnvironment() {
        return new AwsClients(System.getenv());
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb.get();
    }

    public SqsClient sqs() {
        return sqs.get();
    }

    public SecretsManagerClient secretsManager() {
        return secrets.get();
    }

    public KmsClient kms() {
        return sealing.get().kms.get();
    }

    public S3Client s3() {
        return sealing.get().s3.get();
    }

    public EventBridgeClient eventBridge() {
        return publishing.get().eventBridge.get();
    }

    /**
     * Returns a client with the common settings, for a service whose library only some bundles contain. The caller must
     * keep the client for reuse.
     *
     * @param endpointVariable the environment variable that can name an alternative endpoint
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, String endpointVariable) {
        return configure(builder, endpointVariable)
                .httpClient(http.get())
                .overrideConfiguration(retries())
                .build();
    }

    /**
     * Returns a client for calls that do not return until the work that they start is complete. The client makes a
     * single attempt, because a retry would double the wait, and uses its own connections, because the shared
     * connections time out earlier.
     *
     * @param longest the timeout of one call
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C waitingClient(
            B builder, String endpointVariable, Duration longest) {
        return configure(builder, endpointVariable)
                .httpClientBuilder(httpBuilder(longest))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(longest)
                        .build())
                .build();
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configure(
            B builder, String endpointVariable) {
        Optional<URI> endpoint = endpoint(endpointVariable);
        endpoint.ifPresent(builder::endpointOverride);
        region(endpoint.isPresent()).ifPresent(builder::region);
        return builder.credentialsProvider(credentials(endpoint.isPresent()));
    }

    private static ClientOverrideConfiguration retries() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(TRIES)
                        .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, MAX_PAUSE))
                        .throttlingBackoffStrategy(
                                BackoffStrategy.exponentialDelay(FIRST_PAUSE_IF_THROTTLED, MAX_PAUSE))
                        // One client serves many parallel writes, so a burst of throttling must not disable retries.
                        .circuitBreakerEnabled(false)
                        .build())
                .apiCallAttemptTimeout(ONE_ATTEMPT)
                .apiCallTimeout(MAX_ATTEMPTS)
                .build();
    }

    private Optional<URI> endpoint(String variable) {
        Optional<String> value = variable(variable);
        try {
            Optional<URI> endpoint = value.map(URI::create);
            if (endpoint.isPresent() && endpoint.get().getHost() == null) {
                throw notAnEndpoint(variable);
            }
            return endpoint;
        } catch (IllegalArgumentException e) {
            throw notAnEndpoint(variable);
        }
    }

    private static IllegalArgumentException notAnEndpoint(String variable) {
        return new IllegalArgumentException(
                "%s must be a URL such as http://127.0.0.1:8000; fix it, or remove it to call AWS".formatted(variable));
    }

    /**
     * Returns the region to set. If the result is empty, the SDK determines the region itself. A local test double
     * accepts any region.
     */
    private Optional<Region> region(boolean local) {
        return variable("AWS_REGION")
                .or(() -> variable("AWS_DEFAULT_REGION"))
                .or(() -> local ? Optional.of("eu-central-1") : Optional.empty())
                .map(Region::of);
    }

    /**
     * Returns credentials from the environment variables that Lambda sets, without loading the classes of the default
     * provider chain.
     */
    private AwsCredentialsProvider credentials(boolean local) {
        Optional<String> id = variable("AWS_ACCESS_KEY_ID");
        Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
        if (id.isPresent() && secret.isPresent()) {
            return StaticCredentialsProvider.create(variable("AWS_SESSION_TOKEN")
                    .<AwsCredentials>map(token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
                    .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get())));
        }
        return local
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))
                : DefaultCredentialsProvider.builder().build();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static SdkHttpClient newHttp() {
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", KEPT_CONNECTIONS);
        }
        return httpBuilder(ONE_ATTEMPT).build();
    }

    private static UrlConnectionHttpClient.Builder httpBuilder(Duration answersWithin) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(answersWithin)
                .tlsTrustManagersProvider(() -> new TrustManager[] {ServerTrustManagers.ofAws()});
    }

    @Override
    public void close() {
        dynamoDb.ifMade(DynamoDbClient::close);
        sqs.ifMade(SqsClient::close);
        secrets.ifMade(SecretsManagerClient::close);
        sealing.ifMade(SealingClients::close);
        publishing.ifMade(PublishingClients::close);
        http.ifMade(SdkHttpClient::close);
    }

    /**
     * The clients that are used only to seal the ledger. The class is separate because bundles that do not seal the
     * ledger do not contain the libraries of these clients.
     */
    private final class SealingClients {
        private final LazyValue<KmsClient> kms =
                new LazyValue<>(() -> client(KmsClient.builder(), "GRANTKEEPER_KMS_ENDPOINT"));
        private final LazyValue<S3Client> s3 =
                new LazyValue<>(() -> client(S3Client.builder(), "GRANTKEEPER_S3_ENDPOINT"));

        void close() {
            kms.ifMade(KmsClient::close);
            s3.ifMade(S3Client::close);
        }
    }

    /**
     * The clients that are used only to publish signals. The class is separate because bundles that do not publish
     * signals do not contain the libraries of these clients.
     */
    private final class PublishingClients {
        private final LazyValue<EventBridgeClient> eventBridge =
                new LazyValue<>(() -> client(EventBridgeClient.builder(), "GRANTKEEPER_EVENTBRIDGE_ENDPOINT"));

        void close() {
            eventBridge.ifMade(EventBridgeClient::close);
        }
    }
}
