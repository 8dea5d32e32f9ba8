package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.local.RecordedService;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.work.SettleCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Against a double that checks each request's signature and answers in the service's wire form. */
@DisplayName("What a page has done by another function, over the wire")
class SettlingOverLambdaTest {
    private static final String ENDPOINT = "GRANTKEEPER_LAMBDA_ENDPOINT";
    private static final String JSON = "application/json";
    private static final TenantId TENANT = new TenantId("acme");
    private static final Duration PLENTY = Duration.ofSeconds(25);

    private Function<SettleCall, RecordedService.Answer> answers =
            _ -> new RecordedService.Answer(200, JSON, "{\"sentences\":[\"It can no longer read mail.\"]}");
    private final RecordedService lambda =
            new RecordedService(asked -> answers.apply(ModelJson.read(asked.text(), SettleCall.class)));
    private final AwsClients clients = new AwsClients(lambda.environment(ENDPOINT));

    @AfterEach
    void stop() {
        clients.close();
        lambda.close();
    }

    private SettlingOverLambda settling(Duration left) {
        return new SettlingOverLambda(
                () -> clients.waitingClient(LambdaClient.builder(), ENDPOINT, SettlingOverLambda.LONGEST),
                "grantkeeper-settle-on-call:live",
                () -> left);
    }

    private ThrowingCallable previewWith(Duration left) {
        return () -> settling(left).preview(TENANT, "q", Answer.REVOKE);
    }

    @Test
    void isOneCallOfThatFunctionWithAQuestionAndAnAnswer() {
        assertThat(settling(PLENTY).preview(TENANT, "q", Answer.REVOKE)).containsExactly("It can no longer read mail.");
        settling(PLENTY).carryOut(TENANT, "q", Answer.NOT_MINE);
        assertThat(lambda.asked()).allSatisfy(asked -> {
            assertThat(asked.service()).isEqualTo("lambda");
            assertThat(asked.path()).isEqualTo("/2015-03-31/functions/grantkeeper-settle-on-call%3Alive/invocations");
            assertThat(asked.headers()).containsEntry("x-amz-invocation-type", "RequestResponse");
        });
        assertThat(lambda.asked().stream().map(RecordedService.Asked::text))
                .containsExactly(
                        "{\"tenant\":\"acme\",\"question\":\"q\",\"wanted\":\"PREVIEW\",\"answer\":\"REVOKE\"}",
                        "{\"tenant\":\"acme\",\"question\":\"q\",\"wanted\":\"CARRY_OUT\",\"answer\":\"NOT_MINE\"}");
    }

    @Test
    void failsWhereTheFunctionFailedAndQuotesNothingOfIt() {
        answers = _ -> new RecordedService.Answer(
                200,
                JSON,
                "{\"errorMessage\":\"what a log may hold and a page may not\"}",
                Map.of("X-Amz-Function-Error", "Unhandled"));
        assertThatThrownBy(previewWith(PLENTY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("grantkeeper-settle-on-call:live failed; its log says why");
    }

    @Test
    void isAskedForOnceHoweverItFails() {
        for (int status : List.of(429, 500, 503)) {
            answers = _ -> new RecordedService.Answer(status, JSON, "{}");
            assertThatThrownBy(previewWith(PLENTY)).isInstanceOf(RuntimeException.class);
        }
        assertThat(lambda.asked()).hasSize(3);
    }

    @Test
    void failsWhereTheAnswerIsOfAnotherForm() {
        for (String body : List.of("", "null", "{}", "[]", "no JSON")) {
            answers = _ -> new RecordedService.Answer(200, JSON, body);
            assertThatThrownBy(previewWith(PLENTY)).as(body).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    @Timeout(10)
    void isWaitedForNoLongerThanThePageCanWait() {
        answers = _ -> {
            try {
                Thread.sleep(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new RecordedService.Answer(200, JSON, "{\"sentences\":[]}");
        };
        assertThatThrownBy(previewWith(Duration.ofMillis(6_500))).isInstanceOf(RuntimeException.class);
        assertThat(lambda.asked()).hasSize(1);
    }

    @Test
    void isNotBegunWhereThePageHasNoTimeLeft() {
        assertThatThrownBy(previewWith(Duration.ofSeconds(5))).hasMessageContaining("no time left");
        assertThat(lambda.asked()).isEmpty();
    }
}
