package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.local.RecordingAwsService;
import io.grantkeeper.functions.messaging.LambdaAnswerClient;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.work.AnswerExecutionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Runs against a test double that verifies each request's signature and responds in Lambda's wire format. */
@DisplayName("Invoking apply-on-request from a page")
class LambdaAnswerClientTest {
    private static final String ENDPOINT = "GRANTKEEPER_LAMBDA_ENDPOINT";
    private static final String JSON = "application/json";
    private static final TenantId TENANT = new TenantId("acme");
    private static final Duration PLENTY = Duration.ofSeconds(25);

    private Function<AnswerExecutionRequest, RecordingAwsService.Answer> answers = _ -> new RecordingAwsService.Answer(
            200, JSON, "{\"sentences\":[\"It can no longer read mail.\"],\"details\":[]}");
    private final RecordingAwsService lambda = new RecordingAwsService(
            request -> answers.apply(ModelJson.read(request.text(), AnswerExecutionRequest.class)));
    private final AwsClients clients = new AwsClients(lambda.environment(ENDPOINT));

    /** The latch that is released after each test, because closing the double waits for its responses. */
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void stop() {
        ended.countDown();
        clients.close();
        lambda.close();
    }

    private LambdaAnswerClient executor(Duration left) {
        return new LambdaAnswerClient(
                () -> clients.waitingClient(LambdaClient.builder(), ENDPOINT, LambdaAnswerClient.LONGEST),
                "grantkeeper-apply-on-request:live",
                () -> left);
    }

    private ThrowingCallable previewWith(Duration left) {
        return () -> executor(left).preview(TENANT, "q", OwnerAnswer.REVOKE);
    }

    @Test
    void invokesFunctionOncePerCall() {
        assertThat(executor(PLENTY).preview(TENANT, "q", OwnerAnswer.REVOKE).summary())
                .containsExactly("It can no longer read mail.");
        executor(PLENTY).carryOut(TENANT, "q", OwnerAnswer.NOT_MINE);
        assertThat(lambda.requests()).allSatisfy(request -> {
            assertThat(request.service()).isEqualTo("lambda");
            assertThat(request.path())
                    .isEqualTo("/2015-03-31/functions/grantkeeper-apply-on-request%3Alive/invocations");
            assertThat(request.headers()).containsEntry("x-amz-invocation-type", "RequestResponse");
        });
        assertThat(lambda.requests().stream().map(RecordingAwsService.Request::text))
                .containsExactly(
                        "{\"tenant\":\"acme\",\"question\":\"q\",\"wanted\":\"PREVIEW\",\"answer\":\"REVOKE\"}",
                        "{\"tenant\":\"acme\",\"question\":\"q\",\"wanted\":\"CARRY_OUT\",\"answer\":\"NOT_MINE\"}");
    }

    @Test
    void omitsFunctionErrorFromExceptionMessage() {
        answers = _ -> new RecordingAwsService.Answer(
                200,
                JSON,
                "{\"errorMessage\":\"text that may be in a log but not on a page\"}",
                Map.of("X-Amz-Function-Error", "Unhandled"));
        assertThatThrownBy(previewWith(PLENTY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("grantkeeper-apply-on-request:live failed; see its log for the cause");
    }

    @Test
    void doesNotRetryFailedInvocation() {
        for (int status : List.of(429, 500, 503)) {
            answers = _ -> new RecordingAwsService.Answer(status, JSON, "{}");
            assertThatThrownBy(previewWith(PLENTY)).isInstanceOf(RuntimeException.class);
        }
        assertThat(lambda.requests()).hasSize(3);
    }

    @Test
    void rejectsMalformedResponse() {
        for (String body : List.of("", "null", "{}", "[]", "no JSON")) {
            answers = _ -> new RecordingAwsService.Answer(200, JSON, body);
            assertThatThrownBy(previewWith(PLENTY)).as(body).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    @Timeout(300)
    void stopsWaitingBeforePageTimesOut() {
        answers = _ -> {
            try {
                assertThat(ended.await(4, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new RecordingAwsService.Answer(200, JSON, "{\"sentences\":[],\"details\":[]}");
        };
        assertThatThrownBy(previewWith(Duration.ofMillis(6_500))).isInstanceOf(RuntimeException.class);
        // On a busy machine, the time can end before the request arrives.
        assertThat(lambda.requests()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void doesNotInvokeFunctionIfNoTimeIsLeft() {
        assertThatThrownBy(previewWith(Duration.ofSeconds(5))).hasMessageContaining("no time left");
        assertThat(lambda.requests()).isEmpty();
    }
}
