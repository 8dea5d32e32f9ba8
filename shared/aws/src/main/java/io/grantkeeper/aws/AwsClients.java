package io.grantkeeper.aws;

import io.grantkeeper.outbound.ServerTrust;
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
 * AWS clients, each made when it is first asked for, over one HTTP client of the JDK's own: the lightest to load, which
 * counts at a cold start. Environment:
 *
 * <ul>
 *   <li>{@code AWS_REGION} and credentials as Lambda sets them;
 *   <li>{@code GRANTKEEPER_DYNAMODB_ENDPOINT}, {@code GRANTKEEPER_SQS_ENDPOINT},
 *       {@code GRANTKEEPER_SECRETSMANAGER_ENDPOINT}, {@code GRANTKEEPER_KMS_ENDPOINT},
 *       {@code GRANTKEEPER_S3_ENDPOINT}, {@code GRANTKEEPER_EVENTBRIDGE_ENDPOINT}, {@code GRANTKEEPER_SES_ENDPOINT},
 *       {@code GRANTKEEPER_LAMBDA_ENDPOINT}: other places to call, for local doubles.
 * </ul>
 */
public final class AwsClients implements AutoCloseable {
    private static final int TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    /** DynamoDB doubles what an on-demand table takes within minutes, so throttling is waited out with longer pauses. */
    private static final Duration FIRST_PAUSE_IF_THROTTLED = Duration.ofMillis(200);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ONE_TRY = Duration.ofSeconds(10);
    private static final Duration ALL_TRIES = Duration.ofSeconds(45);
    /** As many connections as calls run side by side; the JDK keeps 5 idle ones by itself, and opens the rest anew. */
    private static final String KEPT_CONNECTIONS = "32";

    private final Map<String, String> environment;
    private final Lazy<SdkHttpClient> http = new Lazy<>(AwsClients::newHttp);
    private final Lazy<DynamoDbClient> dynamoDb =
            new Lazy<>(() -> client(DynamoDbClient.builder(), "GRANTKEEPER_DYNAMODB_ENDPOINT"));
    private final Lazy<SqsClient> sqs = new Lazy<>(() -> client(SqsClient.builder(), "GRANTKEEPER_SQS_ENDPOINT"));
    private final Lazy<SecretsManagerClient> secrets =
            new Lazy<>(() -> client(SecretsManagerClient.builder(), "GRANTKEEPER_SECRETSMANAGER_ENDPOINT"));
    private final Lazy<SealingClients> sealing = new Lazy<>(SealingClients::new);

    private final Lazy<PublishingClients> publishing = new Lazy<>(PublishingClients::new);

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
     * A client made as all of them are; for a service whose library only some bundles hold, whose client the caller keeps.
     *
     * @param endpointVariable of the environment, which may name another place to call
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, String endpointVariable) {
        return led(builder, endpointVariable)
                .httpClient(http.get())
                .overrideConfiguration(retries())
                .build();
    }

    /**
     * As above, for calls that somebody waits for and that take as long as what they have done: one try, since another would
     * double the wait, over connections of its own, since the others give up sooner.
     *
     * @param longest that one call is waited for
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C waitingClient(
            B builder, String endpointVariable, Duration longest) {
        return led(builder, endpointVariable)
                .httpClientBuilder(httpBuilder(longest))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(longest)
                        .build())
                .build();
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B led(
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
                        .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
                        .throttlingBackoffStrategy(
                                BackoffStrategy.exponentialDelay(FIRST_PAUSE_IF_THROTTLED, LONGEST_PAUSE))
                        // One client serves many parallel writes: a burst of throttling must not stop retries.
                        .circuitBreakerEnabled(false)
                        .build())
                .apiCallAttemptTimeout(ONE_TRY)
                .apiCallTimeout(ALL_TRIES)
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
                "%s must be an address such as http://127.0.0.1:8000; mend it, or leave it out to call AWS"
                        .formatted(variable));
    }

    /** Where nothing says a region, the SDK looks in its own places; a local double needs any one. */
    private Optional<Region> region(boolean local) {
        return variable("AWS_REGION")
                .or(() -> variable("AWS_DEFAULT_REGION"))
                .or(() -> local ? Optional.of("eu-central-1") : Optional.empty())
                .map(Region::of);
    }

    /** Lambda hands credentials over in the environment: taking them from there saves the default chain's classes. */
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
        return httpBuilder(ONE_TRY).build();
    }

    private static UrlConnectionHttpClient.Builder httpBuilder(Duration answersWithin) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(answersWithin)
                .tlsTrustManagersProvider(() -> new TrustManager[] {ServerTrust.ofAws()});
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

    /** Those that only the sealing of ledgers calls: a class apart, since other bundles do not hold their libraries. */
    private final class SealingClients {
        private final Lazy<KmsClient> kms = new Lazy<>(() -> client(KmsClient.builder(), "GRANTKEEPER_KMS_ENDPOINT"));
        private final Lazy<S3Client> s3 = new Lazy<>(() -> client(S3Client.builder(), "GRANTKEEPER_S3_ENDPOINT"));

        void close() {
            kms.ifMade(KmsClient::close);
            s3.ifMade(S3Client::close);
        }
    }

    /** As above, for the function that publishes signals. */
    private final class PublishingClients {
        private final Lazy<EventBridgeClient> eventBridge =
                new Lazy<>(() -> client(EventBridgeClient.builder(), "GRANTKEEPER_EVENTBRIDGE_ENDPOINT"));

        void close() {
            eventBridge.ifMade(EventBridgeClient::close);
        }
    }
}
