package io.grantkeeper.infra.deploy;

import io.grantkeeper.infra.config.DeploymentConfig;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/** Checks the prerequisites of a deployment before it starts, and reports the first one that is missing. */
final class DeploymentPreflight {
    /** The SSM parameter that {@code cdk bootstrap} writes. */
    private static final String BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version";

    /** The result of the checks. */
    sealed interface Outcome {}

    /**
     * All prerequisites are met.
     *
     * @param remarks one-line remarks that do not block the deployment
     */
    record Ready(String account, String region, List<String> remarks) implements Outcome {
        Ready {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * A prerequisite is missing.
     *
     * @param line what is missing and how to fix it, on one line
     */
    record Missing(String line) implements Outcome {}

    /** The operation that the checks are for. */
    enum Purpose {
        DEPLOYING,
        /**
         * Destroying an installation, which builds nothing and releases concurrency, so neither Docker nor concurrency
         * is checked.
         */
        DESTROYING
    }

    private final AwsCredentialsProvider credentials;
    private final Supplier<Optional<String>> environmentRegion;
    private final BooleanSupplier docker;
    private final Optional<URI> endpoint;

    /**
     * Creates the checks.
     *
     * @param docker whether the Docker daemon responds
     * @param endpoint the endpoint to call instead of AWS, for test doubles
     */
    DeploymentPreflight(
            AwsCredentialsProvider credentials,
            Supplier<Optional<String>> environmentRegion,
            BooleanSupplier docker,
            Optional<URI> endpoint) {
        this.credentials = credentials;
        this.environmentRegion = environmentRegion;
        this.docker = docker;
        this.endpoint = endpoint;
    }

    static DeploymentPreflight standard() {
        return new DeploymentPreflight(
                new AwsDefaultCredentials(),
                DeploymentPreflight::regionFromEnvironment,
                DeploymentPreflight::isDockerRunning,
                Optional.empty());
    }

    private static boolean isDockerRunning() {
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

    private static Optional<String> regionFromEnvironment() {
        try {
            return Optional.of(DefaultAwsRegionProviderChain.builder().build().getRegion())
                    .map(Region::id);
        } catch (SdkClientException _) {
            return Optional.empty();
        }
    }

    /**
     * Checks the prerequisites.
     *
     * @param signalBuses the names of the event buses that receive signals
     */
    Outcome check(DeploymentConfig deployment, Set<String> signalBuses, Purpose purpose) {
        Optional<String> region = deployment.region().or(environmentRegion);
        if (region.isEmpty()) {
            return new Missing(
                    "No region is set: set 'deployment.region' in the configuration, or AWS_REGION, for example to eu-central-1.");
        }
        boolean deploys = purpose == Purpose.DEPLOYING;
        if (deploys && deployment.packageType() instanceof DeploymentConfig.BuiltImage && !docker.getAsBoolean()) {
            return new Missing(
                    "Docker is not running, but is required to build images: start Docker, name published images in"
                            + " 'deployment.images', or set 'deployment.packaging' to zip.");
        }
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            return new Missing(
                    "No AWS credentials were found: sign in (for example with 'aws sso login') or set AWS_PROFILE. The AWS SDK reports: "
                            + onOneLine(e));
        }
        return switch (checkAccount(deployment, region.get())) {
            case Ready(var account, var _, var _)
            when deploys -> checkQuotaAndBuses(deployment, signalBuses, account, region.get());
            case Ready ready -> ready;
            case Missing missing -> missing;
        };
    }

    private Outcome checkQuotaAndBuses(
            DeploymentConfig deployment, Set<String> signalBuses, String account, String region) {
        Outcome quota = deployment.reservesConcurrency() && !deployment.isPaused()
                ? checkConcurrency(account, region)
                : new Ready(account, region, List.of());
        return switch (quota) {
            case Ready ready -> checkBuses(signalBuses, ready);
            case Missing missing -> missing;
        };
    }

    /** Checks that the event buses exist, because EventBridge accepts and drops events for a bus that does not. */
    private Outcome checkBuses(Set<String> buses, Ready ready) {
        if (buses.isEmpty()) {
            return ready;
        }
        List<String> remarks = new ArrayList<>(ready.remarks());
        try (EventBridgeClient events = client(EventBridgeClient.builder(), ready.region())) {
            for (String bus : buses) {
                try {
                    var _ = events.describeEventBus(request -> request.name(bus));
                } catch (ResourceNotFoundException _) {
                    return new Missing(
                            "The event bus '%s' in 'signals.events' does not exist in account %s, region %s: create it or correct its name. EventBridge drops events for a missing bus without an error."
                                    .formatted(bus, ready.account(), ready.region()));
                }
            }
        } catch (SdkException e) {
            remarks.add("The event buses in 'signals.events' could not be checked (%s on events:DescribeEventBus)."
                    .formatted(
                            e instanceof AwsServiceException refused
                                    ? errorCode(refused)
                                    : e.getClass().getSimpleName()));
        }
        return new Ready(ready.account(), ready.region(), remarks);
    }

    private Outcome checkConcurrency(String account, String region) {
        try (LambdaClient lambda = client(LambdaClient.builder(), region)) {
            return switch (ConcurrencyCheck.check(lambda, account, region)) {
                case ConcurrencyCheck.Sufficient() -> new Ready(account, region, List.of());
                case ConcurrencyCheck.Insufficient(var line) -> new Missing(line);
                case ConcurrencyCheck.Unknown(var line) -> new Ready(account, region, List.of(line));
            };
        }
    }

    private Outcome checkAccount(DeploymentConfig deployment, String region) {
        String account;
        try (StsClient sts = client(StsClient.builder(), region)) {
            account = sts.getCallerIdentity().account();
        } catch (AwsServiceException e) {
            return new Missing("AWS rejected these credentials (%s): sign in again.".formatted(errorCode(e)));
        } catch (SdkClientException e) {
            return unreachable(region, e);
        }
        if (deployment.account().filter(wanted -> !wanted.equals(account)).isPresent()) {
            return new Missing(
                    "These credentials belong to account %s, but 'deployment.account' is %s: use credentials of that account."
                            .formatted(account, deployment.account().get()));
        }
        return checkBootstrap(account, region);
    }

    private Outcome checkBootstrap(String account, String region) {
        try (SsmClient ssm = client(SsmClient.builder(), region)) {
            var _ = ssm.getParameter(request -> request.name(BOOTSTRAP));
            return new Ready(account, region, List.of());
        } catch (ParameterNotFoundException _) {
            return new Missing(
                    "The CDK is not bootstrapped in account %1$s, region %2$s: run 'infra/cdk/node_modules/.bin/cdk bootstrap aws://%1$s/%2$s' once."
                            .formatted(account, region));
        } catch (AwsServiceException e) {
            return new Missing(
                    "These credentials are not authorized to deploy (%s on ssm:GetParameter): use a role that can assume the CDK's roles."
                            .formatted(errorCode(e)));
        } catch (SdkClientException e) {
            return unreachable(region, e);
        }
    }

    private static Missing unreachable(String region, SdkClientException e) {
        return new Missing(
                "AWS could not be reached in %s: check the region name and the network. The AWS SDK reports: %s"
                        .formatted(region, onOneLine(e)));
    }

    private static String onOneLine(SdkException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    static String errorCode(AwsServiceException e) {
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
