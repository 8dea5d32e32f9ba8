package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * An address that offers several AWS services.
 *
 * @param name the implementation, for messages
 * @param stop stops the implementation, if the test started it
 */
record AwsEndpoint(String name, URI address, String region, String keyId, String secret, Runnable stop)
        implements AutoCloseable {
    /**
     * The last version that is known to run without an account: since March 2026, LocalStack's images require a token.
     */
    private static final DockerImageName LOCALSTACK = DockerImageName.parse("localstack/localstack:4.9.2");

    private static final String REGION = "eu-central-1";

    /** The services that the functions call. */
    private static final List<String> SERVICES =
            List.of("DYNAMODB", "SQS", "SECRETSMANAGER", "KMS", "S3", "EVENTBRIDGE", "SES");

    /**
     * The environment variable that lists, separated by commas, the implementations that must be available. If an
     * implementation that is not listed is not available, its tests are skipped.
     */
    private static final String REQUIRED = "GRANTKEEPER_REQUIRED_ENDPOINTS";

    /** Returns the endpoint in {@code AWS_ENDPOINT_URL}; skips the test if the variable is not set. */
    static AwsEndpoint configured() {
        Optional<URI> address = variable("AWS_ENDPOINT_URL").map(URI::create);
        require("configured", address.isPresent(), "AWS_ENDPOINT_URL is not set");
        // S3 clients use the bucket as a host name, unless the host is an IP address.
        URI numeric = URI.create(address.orElseThrow().toString().replace("//localhost", "//127.0.0.1"));
        return new AwsEndpoint(
                "AWS_ENDPOINT_URL",
                numeric,
                variable("AWS_REGION").orElse(REGION),
                variable("AWS_ACCESS_KEY_ID").orElse("test"),
                variable("AWS_SECRET_ACCESS_KEY").orElse("test"),
                () -> {});
    }

    /** Starts LocalStack in a container; skips the test if Docker is not available. */
    static AwsEndpoint localStack() {
        require(
                "localstack",
                DockerClientFactory.instance().isDockerAvailable(),
                "Docker, which LocalStack requires, is not available");
        LocalStackContainer container = new LocalStackContainer(LOCALSTACK)
                .withServices("dynamodb", "sqs", "secretsmanager", "kms", "s3", "ses", "events");
        container.start();
        return new AwsEndpoint(
                LOCALSTACK.asCanonicalNameString(),
                container.getEndpoint(),
                container.getRegion(),
                container.getAccessKey(),
                container.getSecretKey(),
                container::stop);
    }

    /** Starts moto's server; skips the test if moto is not installed. */
    static AwsEndpoint moto() {
        Optional<Path> program = onPath("moto_server");
        require(
                "moto",
                program.isPresent(),
                "moto_server is not on the PATH: install the package python3-moto or moto[server]");
        int port = freePort();
        try {
            Path log = Files.createTempFile("moto", ".log");
            Process server = new ProcessBuilder(
                            program.orElseThrow().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            AwsScenarios.until(() -> {
                assertThat(server.isAlive()).as("moto ended: see %s", log).isTrue();
                return isListening(port);
            });
            return new AwsEndpoint(
                    "moto", URI.create("http://127.0.0.1:" + port), REGION, "test", "test", () -> stop(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(Process server) {
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
    }

    private static void require(String name, boolean available, String reason) {
        boolean required = variable(REQUIRED).stream()
                .flatMap(all -> Arrays.stream(all.split(",", -1)))
                .anyMatch(name::equals);
        assertThat(available || !required)
                .as("%s; %s requires it", reason, REQUIRED)
                .isTrue();
        Assumptions.assumeTrue(available, reason);
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private static Optional<Path> onPath(String program) {
        return variable("PATH").stream()
                .flatMap(path -> Arrays.stream(path.split(":", -1)))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isListening(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Returns environment variables with the address of each AWS service. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(
                Map.of("AWS_REGION", region, "AWS_ACCESS_KEY_ID", keyId, "AWS_SECRET_ACCESS_KEY", secret));
        SERVICES.forEach(service -> environment.put("GRANTKEEPER_%s_ENDPOINT".formatted(service), address.toString()));
        return environment;
    }

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(address)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Override
    public void close() {
        stop.run();
    }
}
