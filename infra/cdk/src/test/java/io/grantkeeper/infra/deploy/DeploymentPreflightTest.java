package io.grantkeeper.infra.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.deploy.DeploymentPreflight.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Tests that each missing prerequisite is reported on one line that says how to fix it. */
class DeploymentPreflightTest {
    private static final AwsCredentialsProvider SOME =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example"));
    private static final String IDENTITY =
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                    + "<Arn>arn:aws:iam::123456789012:user/alice</Arn><UserId>AIDA</UserId><Account>123456789012</Account>"
                    + "</GetCallerIdentityResult></GetCallerIdentityResponse>";

    private HttpServer aws;
    private int stsStatus = 200;
    private String sts = IDENTITY;
    private int ssmStatus = 200;
    private String ssm = "{\"Parameter\":{\"Name\":\"v\",\"Value\":\"28\"}}";
    private int eventsStatus = 200;
    private String events = "{\"Name\":\"security\"}";
    private int lambdaStatus = 200;
    private String lambda =
            "{\"AccountLimit\":{\"ConcurrentExecutions\":1000,\"UnreservedConcurrentExecutions\":1000}}";

    @BeforeEach
    void startAws() throws IOException {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", this::answer);
        aws.start();
    }

    @AfterEach
    void stopAws() {
        aws.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Amz-Target"), "");
        if (target.equals("AWSEvents.DescribeEventBus")) {
            respond(exchange, eventsStatus, "application/x-amz-json-1.1", events);
        } else if (!target.isEmpty()) {
            respond(exchange, ssmStatus, "application/x-amz-json-1.1", ssm);
        } else if (exchange.getRequestURI().getPath().endsWith("/account-settings")) {
            respond(exchange, lambdaStatus, "application/json", lambda);
        } else {
            respond(exchange, stsStatus, "text/xml", sts);
        }
    }

    private static void respond(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private DeploymentPreflight.Outcome check(String deployment) {
        return check(deployment, Purpose.DEPLOYING);
    }

    private DeploymentPreflight.Outcome check(String deployment, Purpose purpose) {
        return check(deployment, Set.of("security"), purpose);
    }

    private DeploymentPreflight.Outcome check(String deployment, Set<String> signalBuses, Purpose purpose) {
        URI address = URI.create("http://127.0.0.1:" + aws.getAddress().getPort());
        return new DeploymentPreflight(SOME, Optional::empty, () -> false, Optional.of(address))
                .check(ModelJson.read(deployment, DeploymentConfig.class), signalBuses, purpose);
    }

    private static String line(DeploymentPreflight.Outcome outcome) {
        return outcome instanceof DeploymentPreflight.Missing(var line) ? line : "nothing is missing";
    }

    @Test
    void returnsAccountAndRegionIfNothingIsMissing() {
        assertThat(check("{\"region\": \"eu-central-1\"}"))
                .isEqualTo(new DeploymentPreflight.Ready("123456789012", "eu-central-1", List.of()));
    }

    @Test
    void reportsMissingRegion() {
        assertThat(line(check("{}")))
                .startsWith("No region is set: set 'deployment.region'")
                .doesNotContain("\n");
    }

    @Test
    void reportsMissingCredentials() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        assertThat(line(new DeploymentPreflight(none, () -> Optional.of("eu-central-1"), () -> true, Optional.empty())
                        .check(ModelJson.read("{}", DeploymentConfig.class), Set.of(), Purpose.DEPLOYING)))
                .startsWith("No AWS credentials were found: sign in")
                .endsWith("Unable to load credentials from any of the providers in the chain")
                .doesNotContain("\n");
    }

    @Test
    void reportsExpiredCredentials() {
        stsStatus = 403;
        sts =
                "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>The security token is expired</Message></Error></ErrorResponse>";
        assertThat(line(check("{\"region\": \"eu-central-1\"}")))
                .isEqualTo("AWS rejected these credentials (ExpiredToken): sign in again.");
    }

    @Test
    void reportsCredentialsOfAnotherAccount() {
        assertThat(line(check("{\"region\": \"eu-central-1\", \"account\": \"999999999999\"}")))
                .contains("belong to account 123456789012, but 'deployment.account' is 999999999999");
    }

    @Test
    void reportsMissingCdkBootstrap() {
        ssmStatus = 400;
        ssm = "{\"__type\":\"ParameterNotFound\"}";
        assertThat(line(check("{\"region\": \"eu-central-1\"}")))
                .contains("cdk bootstrap aws://123456789012/eu-central-1")
                .doesNotContain("\n");
    }

    @Test
    void reportsMissingPermission() {
        ssmStatus = 400;
        ssm = "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}";
        assertThat(line(check("{\"region\": \"eu-central-1\"}")))
                .contains("not authorized to deploy (AccessDeniedException on ssm:GetParameter)");
    }

    @Test
    void requiresDockerOnlyForBuildingImages() {
        assertThat(line(check("{\"region\": \"eu-central-1\", \"packaging\": \"image\"}")))
                .startsWith("Docker is not running, but is required to build images")
                .doesNotContain("\n");
        assertThat(check("""
                {"region": "eu-central-1", "packaging": "image",
                 "images": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/grantkeeper:{function}-1.0"}""")).isInstanceOf(DeploymentPreflight.Ready.class);
    }

    @Test
    void reportsInsufficientConcurrencyAndNamesSettingAndQuota() {
        lambda = "{\"AccountLimit\":{\"ConcurrentExecutions\":10,\"UnreservedConcurrentExecutions\":10}}";
        assertThat(line(check("{\"region\": \"eu-central-1\"}")))
                .contains("allows 10 concurrent executions", "'deployment.reserveConcurrency' to false", "quota")
                .doesNotContain("\n");
        assertThat(check("{\"region\": \"eu-central-1\", \"reserveConcurrency\": false}"))
                .isInstanceOf(DeploymentPreflight.Ready.class);
    }

    @Test
    void requiresOneHundredUnreservedConcurrentExecutions() {
        int enough = ConcurrencyCheck.totalReserved() + 100;
        lambda = "{\"AccountLimit\":{\"ConcurrentExecutions\":%d}}".formatted(enough - 1);
        assertThat(check("{\"region\": \"eu-central-1\"}")).isInstanceOf(DeploymentPreflight.Missing.class);
        lambda = "{\"AccountLimit\":{\"ConcurrentExecutions\":%d}}".formatted(enough);
        assertThat(check("{\"region\": \"eu-central-1\"}")).isInstanceOf(DeploymentPreflight.Ready.class);
    }

    private void assertReadyWithRemark(String remark) {
        assertThat(check("{\"region\": \"eu-central-1\"}"))
                .isInstanceOfSatisfying(
                        DeploymentPreflight.Ready.class,
                        ready -> assertThat(ready.remarks())
                                .singleElement()
                                .asString()
                                .contains(remark));
    }

    @Test
    void addsRemarkIfQuotaCannotBeChecked() {
        lambdaStatus = 403;
        lambda = "{\"__type\":\"AccessDeniedException\",\"Message\":\"not authorized\"}";
        assertReadyWithRemark("could not be checked (AccessDeniedException on lambda:GetAccountSettings)");
    }

    @Test
    void requiresNeitherConcurrencyNorDockerToDestroyInstallation() {
        lambda = "{\"AccountLimit\":{\"ConcurrentExecutions\":10}}";
        assertThat(check("{\"region\": \"eu-central-1\", \"packaging\": \"image\"}", Purpose.DESTROYING))
                .isInstanceOf(DeploymentPreflight.Ready.class);
    }

    /** EventBridge would accept signals for a bus that does not exist, and drop them. */
    @Test
    void reportsEventBusThatDoesNotExist() {
        eventsStatus = 400;
        events = "{\"__type\":\"ResourceNotFoundException\",\"message\":\"Event bus security does not exist.\"}";
        assertThat(line(check("{\"region\": \"eu-central-1\"}")))
                .startsWith(
                        "The event bus 'security' in 'signals.events' does not exist in account 123456789012, region eu-central-1: create it")
                .doesNotContain("\n");
        assertThat(check("{\"region\": \"eu-central-1\"}", Set.of(), Purpose.DEPLOYING))
                .as("without buses")
                .isInstanceOf(DeploymentPreflight.Ready.class);
        assertThat(check("{\"region\": \"eu-central-1\"}", Purpose.DESTROYING))
                .isInstanceOf(DeploymentPreflight.Ready.class);
    }

    @Test
    void addsRemarkIfEventBusesCannotBeChecked() {
        eventsStatus = 400;
        events = "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}";
        assertReadyWithRemark("could not be checked (AccessDeniedException on events:DescribeEventBus)");
    }
}
