package io.grantkeeper.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.functions.detectchanges.DetectOnScheduleResult;
import io.grantkeeper.functions.enforce.EnforceResult;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.functions.promotepolicies.PromotePoliciesResult;
import io.grantkeeper.functions.publishsignals.PublishSignalsResult;
import io.grantkeeper.functions.receivewebhook.ReceiveBusEventResult;
import io.grantkeeper.functions.runreview.EscalateResult;
import io.grantkeeper.functions.runreview.RunReviewResult;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.sealledger.SealLedgerResult;
import io.grantkeeper.identity.work.AnswerExecutionResult;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tests that every function, with its real adapters, handles its happy, duplicate and malformed samples correctly. */
class SamplesIT extends LocalFunctionsFixture {
    @Test
    void handlesPlanSweepSamples() {
        PlanSweepResult planned = (PlanSweepResult) handle("plan-sweep", "happy");
        assertThat(planned.problems()).isEmpty();
        assertThat(planned.partitions()).isPositive();
        assertThat(environment.queuedMessages("sync-access")).isEqualTo(planned.partitions() + planned.rereads());
        assertThat(((PlanSweepResult) handle("plan-sweep", "duplicate")).run()).isEqualTo(planned.run());
        assertThat(((PlanSweepResult) handle("plan-sweep", "happy-unknown-connection")).skipped())
                .contains("not configured");
        assertThatThrownBy(() -> handle("plan-sweep", "malformed")).hasMessageContaining("lacks 'connection'");
    }

    @Test
    void handlesSyncAccessSamples() {
        assertThat(failures("sync-access", "happy")).isZero();
        assertThat(failures("sync-access", "duplicate")).isZero();
        assertThat(environment.queuedMessages("dead-letters")).isZero();
        assertThat(failures("sync-access", "malformed")).isZero();
        assertThat(environment.queuedMessages("dead-letters")).isEqualTo(2);
    }

    @Test
    void handlesReceiveWebhookSamples() {
        assertThat(status("malformed-forged")).isEqualTo(401);
        assertThat(status("malformed-truncated")).isEqualTo(400);
        assertThat(status("malformed-path")).isEqualTo(404);
        assertThat(environment.queuedMessages("sync-access")).isZero();
        assertThat(status("happy")).isEqualTo(202);
        assertThat(status("duplicate")).isEqualTo(200);
        assertThat(environment.queuedMessages("sync-access")).isEqualTo(1);
    }

    @Test
    void handlesReceiveBusEventSamples() {
        assertThat(handle("receive-bus-event", "happy-unknown-source")).isEqualTo(new ReceiveBusEventResult(0, 0));
        assertThat(handle("receive-bus-event", "malformed")).isEqualTo(new ReceiveBusEventResult(1, 0));
        assertThat(environment.queuedMessages("sync-access")).isZero();
        assertThat(handle("receive-bus-event", "happy")).isEqualTo(new ReceiveBusEventResult(1, 1));
        assertThat(handle("receive-bus-event", "duplicate")).isEqualTo(new ReceiveBusEventResult(1, 0));
        assertThat(environment.queuedMessages("sync-access")).isEqualTo(1);
    }

    @Test
    void handlesDetectChangesSamples() {
        assertThat(handle("detect-changes", "happy"))
                .isInstanceOfSatisfying(
                        StreamsEventResponse.class,
                        response -> assertThat(response.getBatchItemFailures()).isEmpty());
        assertThat(environment.queuedMessages("alert-owner")).isPositive();
        handle("detect-changes", "duplicate");
        assertThat(environment.queuedMessages("dead-letters")).isZero();
        assertThat(handle("detect-changes", "malformed"))
                .isInstanceOfSatisfying(
                        StreamsEventResponse.class,
                        response -> assertThat(response.getBatchItemFailures()).isEmpty());
        assertThat(environment.queuedMessages("dead-letters")).isPositive();
    }

    @Test
    void handlesWatchActivitySamples() {
        assertThat(handle("watch-activity", "happy"))
                .isInstanceOfSatisfying(
                        StreamsEventResponse.class,
                        response -> assertThat(response.getBatchItemFailures()).isEmpty());
        assertThat(environment.queuedMessages("alert-owner")).isPositive();
        handle("watch-activity", "duplicate");
        assertThat(environment.queuedMessages("dead-letters")).isZero();
        handle("watch-activity", "malformed");
        assertThat(environment.queuedMessages("dead-letters")).isPositive();
    }

    @Test
    void handlesDetectOnScheduleSamples() {
        assertThat(handle("detect-on-schedule", "happy")).isEqualTo(new DetectOnScheduleResult(1));
        assertThat(handle("detect-on-schedule", "duplicate")).isEqualTo(new DetectOnScheduleResult(1));
        assertThatThrownBy(() -> handle("detect-on-schedule", "malformed")).hasMessageContaining("lacks 'tenant'");
    }

    @Test
    void handlesAlertOwnerSamples() {
        assertThat(failures("alert-owner", "happy")).isZero();
        assertThat(environment.mailsSent()).isEqualTo(1);
        assertThat(failures("alert-owner", "duplicate")).isZero();
        assertThat(failures("alert-owner", "malformed")).isZero();
        assertThat(environment.mailsSent()).isEqualTo(1);
        assertThat(environment.queuedMessages("dead-letters")).isEqualTo(2);
    }

    @Test
    void handlesHandleResponseSamples() {
        assertThat(page("malformed-forged").getStatusCode()).isEqualTo(404);
        assertThat(page("malformed-slack").getStatusCode()).isEqualTo(404);
        assertThat(page("happy").getBody())
                .contains("Does Note taker need its new access?", "Nothing has happened yet");
        assertThat(page("happy-confirmed").getBody()).contains("Your answer is recorded", "It keeps its access");
        assertThat(page("duplicate").getBody()).contains("You have already answered this");
    }

    @Test
    void handlesApplyAnswerSamples() {
        assertThat(failures("apply-answer", "happy")).isZero();
        assertThat(failures("apply-answer", "duplicate")).isZero();
        assertThat(environment.queuedMessages("dead-letters")).isZero();
        assertThat(failures("apply-answer", "malformed")).isZero();
        assertThat(environment.queuedMessages("dead-letters")).isEqualTo(2);
    }

    @Test
    void handlesApplyOnRequestSamples() {
        assertThat(((AnswerExecutionResult) handle("apply-on-request", "happy")).sentences())
                .isNotEmpty();
        assertThat(handle("apply-on-request", "duplicate")).isEqualTo(handle("apply-on-request", "happy"));
        assertThatThrownBy(() -> handle("apply-on-request", "malformed")).hasMessageContaining("lacks 'answer'");
        assertThatThrownBy(() -> handle("apply-on-request", "malformed-unanswered"))
                .hasMessageContaining("was not answered with 'revoke'");
    }

    @Test
    void handlesRunReviewSamples() {
        assertThat(((RunReviewResult) handle("run-review", "happy")).opened()).isEmpty();
        assertThat(((RunReviewResult) handle("run-review", "duplicate")).closed())
                .isEmpty();
        assertThatThrownBy(() -> handle("run-review", "malformed")).hasMessageContaining("lacks 'tenant'");
    }

    @Test
    void handlesEscalateSamples() {
        assertThat(failures("alert-owner", "happy")).isZero();
        assertThat(((EscalateResult) handle("escalate", "happy")).looked()).isEqualTo(1);
        assertThat(((EscalateResult) handle("escalate", "duplicate")).looked())
                .as("a question is processed again only when it is due")
                .isZero();
        assertThatThrownBy(() -> handle("escalate", "malformed")).hasMessageContaining("lacks 'tenant'");
    }

    @Test
    void handlesConsoleSamples() {
        APIGatewayV2HTTPResponse happy = (APIGatewayV2HTTPResponse) handle("console", "happy");
        assertThat(happy.getStatusCode()).isEqualTo(200);
        assertThat(happy.getBody()).contains("\"signedIn\":false");
        assertThat(((APIGatewayV2HTTPResponse) handle("console", "duplicate")).getBody())
                .isEqualTo(happy.getBody());
        assertThat(((APIGatewayV2HTTPResponse) handle("console", "malformed")).getStatusCode())
                .as("nobody is signed in, so the body is not even read")
                .isEqualTo(401);
    }

    private APIGatewayV2HTTPResponse page(String sample) {
        return (APIGatewayV2HTTPResponse) handle("handle-response", sample);
    }

    @Test
    void handlesSealLedgerSamples() {
        SealLedgerResult sealed = (SealLedgerResult) handle("seal-ledger", "happy");
        assertThat(sealed.size()).isZero();
        handle("detect-changes", "happy");
        SealLedgerResult grown = (SealLedgerResult) handle("seal-ledger", "happy");
        assertThat(grown.integrated()).isPositive();
        assertThat(handle("seal-ledger", "duplicate")).isEqualTo(new SealLedgerResult(0, grown.size(), grown.root()));
        assertThatThrownBy(() -> handle("seal-ledger", "malformed")).hasMessageContaining("lacks 'tenant'");
    }

    @Test
    void handlesSealOnWriteSamples() {
        handle("detect-changes", "happy");
        handle("seal-on-write", "malformed");
        handle("seal-on-write", "happy");
        handle("seal-on-write", "duplicate");
        assertThat(((SealLedgerResult) handle("seal-ledger", "happy")).integrated())
                .isZero();
        assertThat(((SealLedgerResult) handle("seal-ledger", "happy")).size()).isPositive();
    }

    @Test
    void handlesDecideSamples() {
        for (String sample : List.of("happy", "duplicate")) {
            APIGatewayV2HTTPResponse response = (APIGatewayV2HTTPResponse) handle("decide", sample);
            assertThat(response.getStatusCode()).isEqualTo(200);
            assertThat(response.getBody()).contains("\"decision\":false");
            assertThat(response.getHeaders()).containsEntry("X-Request-ID", "bfe9eb29-ab87-4ca3-be83-a1d5d8305716");
        }
        assertThat(((APIGatewayV2HTTPResponse) handle("decide", "malformed")).getStatusCode())
                .isEqualTo(400);
        assertThat(((APIGatewayV2HTTPResponse) handle("decide", "malformed-unknown-caller")).getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void handlesAuthorizeRequestSamples() {
        for (String sample : List.of("happy", "duplicate", "malformed")) {
            assertThat(handle("authorize-request", sample).toString()).contains("\"isAuthorized\":false");
        }
    }

    /**
     * Tests the samples of {@code serve-signals} and {@code publish-signals}. The only receiver has no stream yet, so
     * there is nothing to send.
     */
    @Test
    void handlesSignalsSamples() {
        for (String sample : List.of("happy", "duplicate")) {
            APIGatewayV2HTTPResponse streams = (APIGatewayV2HTTPResponse) handle("serve-signals", sample);
            assertThat(streams.getStatusCode()).isEqualTo(200);
            assertThat(streams.getBody()).isEqualTo("[]");
        }
        assertThat(((APIGatewayV2HTTPResponse) handle("serve-signals", "happy-metadata")).getBody())
                .contains("https://signals.larkfield.example/ssf/stream");
        assertThat(((APIGatewayV2HTTPResponse) handle("serve-signals", "malformed")).getStatusCode())
                .isEqualTo(401);
        for (String sample : List.of("happy", "duplicate")) {
            assertThat(handle("publish-signals", sample)).isEqualTo(new PublishSignalsResult(0, 0, 0, 0));
        }
        assertThatThrownBy(() -> handle("publish-signals", "malformed")).hasMessageContaining("lacks 'tenant'");
    }

    @Test
    void handlesPromotePoliciesSamples() {
        assertThat(((PromotePoliciesResult) handle("promote-policies", "happy")).policies())
                .isEmpty();
        assertThat(((PromotePoliciesResult) handle("promote-policies", "happy-apply")).policies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.stage()).isEqualTo("training"));
        assertThat(((PromotePoliciesResult) handle("promote-policies", "duplicate")).policies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.next()).contains("stays"));
        assertThatThrownBy(() -> handle("promote-policies", "malformed")).hasMessageContaining("lacks 'tenant'");
        assertThatThrownBy(() -> handle("promote-policies", "malformed-document"))
                .hasMessageContaining("mial");
    }

    @Test
    void handlesEnforceSamples() {
        for (String sample : List.of("happy", "duplicate")) {
            EnforceResult result = (EnforceResult) handle("enforce", sample);
            assertThat(result.report()).hasValueSatisfying(report -> {
                assertThat(report.finished()).isTrue();
                assertThat(report.breaches()).isEmpty();
            });
        }
        assertThat(((EnforceResult) handle("enforce", "happy-stop"))
                        .enforcement()
                        .stopped())
                .isTrue();
        assertThat(((EnforceResult) handle("enforce", "happy")).report())
                .hasValueSatisfying(report -> assertThat(report.stopped()).isPresent());
        assertThatThrownBy(() -> handle("enforce", "malformed")).hasMessageContaining("lacks 'tenant'");
    }

    private int status(String sample) {
        return ((APIGatewayV2HTTPResponse) handle("receive-webhook", sample)).getStatusCode();
    }

    private int failures(String function, String sample) {
        return ((SQSBatchResponse) handle(function, sample))
                .getBatchItemFailures()
                .size();
    }

    private Object handle(String function, String sample) {
        return handle(
                FunctionApplicationContext.module(function), SampleEventFiles.ROOT.resolve(function, sample + ".json"));
    }

    private <I, O> O handle(FunctionModule<I, O> module, Path file) {
        Function<I, O> function = functions.function(module);
        return function.apply(SampleEventFiles.read(module, file));
    }
}
