package io.grantkeeper.local.suite;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * AWS services in a LocalStack container. If Docker is not available, tests that need the container are skipped with a
 * message.
 */
final class LocalStackEnvironment implements AutoCloseable {
    /**
     * The last version that is known to run without an account: since March 2026, LocalStack's images require a token.
     * The SES API v2 is a paid feature (localstack/localstack#9453), and later versions reject Ed25519 keys too
     * (localstack/localstack#13886). {@code .ci/not-offered} lists both, so that no other test is skipped unnoticed.
     */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.9.2");

    private final LocalStackContainer container;

    private LocalStackEnvironment(LocalStackContainer container) {
        this.container = container;
    }

    static LocalStackEnvironment start() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "Docker, which LocalStack requires, is not available");
        LocalStackContainer container = new LocalStackContainer(IMAGE)
                .withServices("dynamodb", "sqs", "secretsmanager", "kms", "s3", "ses", "events");
        container.start();
        return new LocalStackEnvironment(container);
    }

    URI address() {
        return container.getEndpoint();
    }

    /** Returns environment variables with the addresses of AWS services. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "AWS_REGION", container.getRegion(),
                "AWS_ACCESS_KEY_ID", container.getAccessKey(),
                "AWS_SECRET_ACCESS_KEY", container.getSecretKey()));
        for (String service : new String[] {"DYNAMODB", "SQS", "SECRETSMANAGER", "KMS", "S3", "EVENTBRIDGE", "SES"}) {
            environment.put(
                    "GRANTKEEPER_%s_ENDPOINT".formatted(service), address().toString());
        }
        return environment;
    }

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(address())
                .region(Region.of(container.getRegion()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /**
     * Makes a call that not every edition of LocalStack supports. If this edition does not support it, skips the test
     * with a message.
     */
    static <C, T> T callOrSkip(C client, String what, Function<C, T> call) {
        try {
            return call.apply(client);
        } catch (AwsServiceException e) {
            boolean notOffered = e.statusCode() == 501
                    || String.valueOf(e.getMessage())
                            .matches(
                                    "(?s).*(not yet (implemented|emulated)|not supported|pro feature|enum value set).*");
            Assumptions.assumeFalse(notOffered, "%s does not offer %s: see .ci/not-offered".formatted(IMAGE, what));
            throw e;
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
