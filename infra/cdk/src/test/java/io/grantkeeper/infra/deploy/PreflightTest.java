package io.grantkeeper.infra.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.deploy.Preflight.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Whatever a deployment lacks is told in one line, with what mends it. */
class PreflightTest {
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
        boolean isSsm = exchange.getRequestHeaders().getFirst("X-Amz-Target") != null;
        boolean isLambda = exchange.getRequestURI().getPath().endsWith("/account-settings");
        byte[] body = (isSsm ? ssm : isLambda ? lambda : sts).getBytes(UTF_8);
        exchange.getResponseHeaders()
                .add("Content-Type", isSsm ? "application/x-amz-json-1.1" : isLambda ? "application/json" : "text/xml");
        exchange.sendResponseHeaders(isSsm ? ssmStatus : isLambda ? lambdaStatus : stsStatus, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Preflight.Outcome look(String deployment) {
        return look(deployment, Purpose.DEPLOYING);
    }

    private Preflight.Outcome look(String deployment, Purpose purpose) {
        URI address = URI.create("http://127.0.0.1:" + aws.getAddress().getPort());
        return new Preflight(SOME, Optional::empty, () -> false, Optional.of(address))
                .look(ModelJson.read(deployment, Deployment.class), purpose);
    }

    private static String line(Preflight.Outcome outcome) {
        return outcome instanceof Preflight.Missing(var line) ? line : "nothing is missing";
    }

    @Test
    void aReadyAccountIsNamed() {
        assertThat(look("{\"region\": \"eu-central-1\"}"))
                .isEqualTo(new Preflight.Ready("123456789012", "eu-central-1", List.of()));
    }

    @Test
    void aMissingRegionIsOneLine() {
        assertThat(line(look("{}")))
                .startsWith("No region: set 'deployment.region'")
                .doesNotContain("\n");
    }

    @Test
    void missingCredentialsAreOneLine() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        assertThat(line(new Preflight(none, () -> Optional.of("eu-central-1"), () -> true, Optional.empty())
                        .look(ModelJson.read("{}", Deployment.class), Purpose.DEPLOYING)))
                .startsWith("No AWS credentials: sign in")
                .endsWith("Unable to load credentials from any of the providers in the chain")
                .doesNotContain("\n");
    }

    @Test
    void credentialsThatHaveRunOutAreOneLine() {
        stsStatus = 403;
        sts =
                "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>The security token is expired</Message></Error></ErrorResponse>";
        assertThat(line(look("{\"region\": \"eu-central-1\"}")))
                .isEqualTo("AWS does not accept these credentials (ExpiredToken): sign in again.");
    }

    @Test
    void credentialsOfAnotherAccountAreOneLine() {
        assertThat(line(look("{\"region\": \"eu-central-1\", \"account\": \"999999999999\"}")))
                .contains("of account 123456789012, but 'deployment.account' is 999999999999");
    }

    @Test
    void anAccountWithoutBootstrapIsOneLine() {
        ssmStatus = 400;
        ssm = "{\"__type\":\"ParameterNotFound\"}";
        assertThat(line(look("{\"region\": \"eu-central-1\"}")))
                .contains("cdk bootstrap aws://123456789012/eu-central-1")
                .doesNotContain("\n");
    }

    @Test
    void aMissingPermissionIsOneLine() {
        ssmStatus = 400;
        ssm = "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}";
        assertThat(line(look("{\"region\": \"eu-central-1\"}")))
                .contains("may not deploy (AccessDeniedException on ssm:GetParameter)");
    }

    @Test
    void imagesWithoutDockerAreOneLineAndImagesThatAreThereNeedNone() {
        assertThat(line(look("{\"region\": \"eu-central-1\", \"packaging\": \"image\"}")))
                .startsWith("No Docker, which builds images")
                .doesNotContain("\n");
        assertThat(look("""
                {"region": "eu-central-1", "packaging": "image",
                 "images": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/grantkeeper:{function}-1.0"}""")).isInstanceOf(Preflight.Ready.class);
    }

    @Test
    void anAccountWithTooLittleConcurrencyIsOneLineThatNamesTheSettingAndTheQuota() {
        lambda = "{\"AccountLimit\":{\"ConcurrentExecutions\":10,\"UnreservedConcurrentExecutions\":10}}";
        assertThat(line(look("{\"region\": \"eu-central-1\"}")))
                .contains("may run 10 functions at once", "'deployment.reserveConcurrency' to false", "quota")
                .doesNotContain("\n");
        assertThat(look("{\"region\": \"eu-central-1\", \"reserveConcurrency\": false}"))
                .isInstanceOf(Preflight.Ready.class);
    }

    @Test
    void aHundredThatLambdaNeverGivesAwayHaveToBeLeft() {
        int enough = Concurrency.shares() + 100;
        lambda = "{\"AccountLimit\":{\"ConcurrentExecutions\":%d}}".formatted(enough - 1);
        assertThat(look("{\"region\": \"eu-central-1\"}")).isInstanceOf(Preflight.Missing.class);
        lambda = "{\"AccountLimit\":{\"ConcurrentExecutions\":%d}}".formatted(enough);
        assertThat(look("{\"region\": \"eu-central-1\"}")).isInstanceOf(Preflight.Ready.class);
    }

    @Test
    void whoeverMayNotAskForTheLimitIsToldSoAndGoesOn() {
        lambdaStatus = 403;
        lambda = "{\"__type\":\"AccessDeniedException\",\"Message\":\"not authorized\"}";
        assertThat(look("{\"region\": \"eu-central-1\"}"))
                .isInstanceOfSatisfying(
                        Preflight.Ready.class,
                        ready -> assertThat(ready.remarks())
                                .singleElement()
                                .asString()
                                .contains("could not be checked (AccessDeniedException on lambda:GetAccountSettings)"));
    }

    @Test
    void takingAwayNeedsNeitherConcurrencyNorDocker() {
        lambda = "{\"AccountLimit\":{\"ConcurrentExecutions\":10}}";
        assertThat(look("{\"region\": \"eu-central-1\", \"packaging\": \"image\"}", Purpose.DESTROYING))
                .isInstanceOf(Preflight.Ready.class);
    }
}
