package io.grantkeeper.infra.deploy;

import io.grantkeeper.infra.config.Deployment;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/** Looks for what every deployment needs, before anything is begun, and names the first that is missing. */
final class Preflight {
    /** Written by {@code cdk bootstrap}. */
    private static final String BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version";

    /** What was found. */
    sealed interface Outcome {}

    /** @param remarks what is worth knowing and stops nothing, in a line each */
    record Ready(String account, String region, List<String> remarks) implements Outcome {
        Ready {
            remarks = List.copyOf(remarks);
        }
    }

    /** @param line what is missing and what mends it, in one line */
    record Missing(String line) implements Outcome {}

    /** What the way to the account is needed for. */
    enum Purpose {
        DEPLOYING,
        /** Builds nothing, and gives concurrency back. */
        DESTROYING
    }

    private final AwsCredentialsProvider credentials;
    private final Supplier<Optional<String>> environmentRegion;
    private final BooleanSupplier docker;
    private final Optional<URI> endpoint;

    /**
     * @param docker whether Docker answers
     * @param endpoint where to call instead of AWS, for doubles
     */
    Preflight(
            AwsCredentialsProvider credentials,
            Supplier<Optional<String>> environmentRegion,
            BooleanSupplier docker,
            Optional<URI> endpoint) {
        this.credentials = credentials;
        this.environmentRegion = environmentRegion;
        this.docker = docker;
        this.endpoint = endpoint;
    }

    static Preflight standard() {
        return new Preflight(new SignIn(), Preflight::regionOfEnvironment, Preflight::isDockerThere, Optional.empty());
    }

    private static boolean isDockerThere() {
        try {
            Process asked = new ProcessBuilder("docker", "version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return asked.waitFor(30, TimeUnit.SECONDS) && asked.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<String> regionOfEnvironment() {
        try {
            return Optional.of(DefaultAwsRegionProviderChain.builder().build().getRegion())
                    .map(Region::id);
        } catch (SdkClientException _) {
            return Optional.empty();
        }
    }

    Outcome look(Deployment deployment, Purpose purpose) {
        Optional<String> region = deployment.region().or(environmentRegion);
        if (region.isEmpty()) {
            return new Missing(
                    "No region: set 'deployment.region' in the configuration, or AWS_REGION, for example eu-central-1.");
        }
        boolean deploys = purpose == Purpose.DEPLOYING;
        if (deploys && deployment.packagedAs() instanceof Deployment.BuiltImage && !docker.getAsBoolean()) {
            return new Missing("No Docker, which builds images: start it, name images that are there already in"
                    + " 'deployment.images', or set 'deployment.packaging' to zip.");
        }
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            return new Missing(
                    "No AWS credentials: sign in (for example 'aws sso login') or set AWS_PROFILE. AWS' library says: "
                            + oneLine(e));
        }
        return switch (account(deployment, region.get())) {
            case Ready(var account, var _, var _)
            when deploys && deployment.reservesConcurrency() && !deployment.isPaused() ->
                concurrency(account, region.get());
            case Ready ready -> ready;
            case Missing missing -> missing;
        };
    }

    private Outcome concurrency(String account, String region) {
        try (LambdaClient lambda = client(LambdaClient.builder(), region)) {
            return switch (Concurrency.in(lambda, account, region)) {
                case Concurrency.Enough() -> new Ready(account, region, List.of());
                case Concurrency.TooLittle(var line) -> new Missing(line);
                case Concurrency.Unknown(var line) -> new Ready(account, region, List.of(line));
            };
        }
    }

    private Outcome account(Deployment deployment, String region) {
        String account;
        try (StsClient sts = client(StsClient.builder(), region)) {
            account = sts.getCallerIdentity().account();
        } catch (AwsServiceException e) {
            return new Missing("AWS does not accept these credentials (%s): sign in again.".formatted(code(e)));
        } catch (SdkClientException e) {
            return unreachable(region, e);
        }
        if (deployment.account().filter(wanted -> !wanted.equals(account)).isPresent()) {
            return new Missing(
                    "These credentials are of account %s, but 'deployment.account' is %s: use the other ones."
                            .formatted(account, deployment.account().get()));
        }
        return bootstrap(account, region);
    }

    private Outcome bootstrap(String account, String region) {
        try (SsmClient ssm = client(SsmClient.builder(), region)) {
            var _ = ssm.getParameter(request -> request.name(BOOTSTRAP));
            return new Ready(account, region, List.of());
        } catch (ParameterNotFoundException _) {
            return new Missing(
                    "The CDK is not set up in account %1$s, region %2$s: run 'infra/cdk/node_modules/.bin/cdk bootstrap aws://%1$s/%2$s' once."
                            .formatted(account, region));
        } catch (AwsServiceException e) {
            return new Missing(
                    "These credentials may not deploy (%s on ssm:GetParameter): use a role that may assume the CDK's roles."
                            .formatted(code(e)));
        } catch (SdkClientException e) {
            return unreachable(region, e);
        }
    }

    private static Missing unreachable(String region, SdkClientException e) {
        return new Missing(
                "AWS could not be reached in %s: check the region's name and the network. AWS' library says: %s"
                        .formatted(region, oneLine(e)));
    }

    private static String oneLine(SdkException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? "HTTP " + e.statusCode()
                : e.awsErrorDetails().errorCode();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String region) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
