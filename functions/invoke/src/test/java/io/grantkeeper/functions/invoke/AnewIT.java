package io.grantkeeper.functions.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import io.grantkeeper.aws.dynamodb.DynamoDbQuestionStore;
import io.grantkeeper.functions.runtime.EventFormat;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Functions;
import io.grantkeeper.functions.sealledger.SealLedgerResult;
import io.grantkeeper.identity.question.Question;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is measured by handing events over again and again is the work, and not that it is done already. */
class AnewIT {
    private static final int EVENTS = 3;

    private Surroundings surroundings;
    private Functions functions;

    @BeforeEach
    void start() {
        Clock clock = Clock.systemUTC();
        surroundings = new Surroundings(clock.instant());
        functions = Functions.start(Functions.modules(), SamplePorts.over(surroundings, clock));
    }

    @AfterEach
    void stop() {
        functions.close();
        surroundings.close();
    }

    @Test
    void eachDeliveryIsSignedAndOfAnotherRepositorySoEachHasSomethingReadAgain() throws IOException {
        IntFunction<byte[]> events = events("receive-webhook");
        for (int i = 0; i < EVENTS; i++) {
            assertThat(((APIGatewayV2HTTPResponse) handle("receive-webhook", events.apply(i))).getStatusCode())
                    .isEqualTo(202);
        }
        assertThat(surroundings.waiting("sync-access")).isEqualTo(EVENTS);
    }

    @Test
    void eachChangeIsOfAnotherApp() throws IOException {
        IntFunction<byte[]> events = events("detect-changes");
        for (int i = 0; i < EVENTS; i++) {
            handle("detect-changes", events.apply(i));
            assertThat(surroundings.waiting("alert-owner")).isEqualTo(i + 1);
        }
    }

    @Test
    void eachAlertIsOfAnotherAppAndSendsAMail() throws IOException {
        IntFunction<byte[]> events = events("alert-owner");
        for (int i = 0; i < EVENTS; i++) {
            assertThat(((SQSBatchResponse) handle("alert-owner", events.apply(i))).getBatchItemFailures())
                    .isEmpty();
            assertThat(surroundings.mailsSent()).isEqualTo(i + 1);
        }
    }

    @Test
    void eachAnswerIsOfAnotherQuestion() throws IOException {
        IntFunction<byte[]> events = events("settle-answer");
        DynamoDbQuestionStore questions = new DynamoDbQuestionStore(surroundings.table());
        for (int i = 1; i < EVENTS; i++) {
            byte[] event = events.apply(i);
            String id = new Given(i).question();
            assertThat(questions.find(Given.TENANT, id).filter(Question::isUnsettled))
                    .isPresent();
            handle("settle-answer", event);
            assertThat(questions.find(Given.TENANT, id).filter(Question::isUnsettled))
                    .isEmpty();
        }
    }

    @Test
    void eachSealHasOneMoreEntry() throws IOException {
        IntFunction<byte[]> events = events("seal-on-write");
        for (int i = 1; i < EVENTS; i++) {
            handle("seal-on-write", events.apply(i));
            SealLedgerResult sealed = (SealLedgerResult)
                    handle("seal-ledger", Files.readAllBytes(SampleEvents.ROOT.resolve("seal-ledger/happy.json")));
            assertThat(sealed.integrated()).isZero();
            assertThat(sealed.size()).isEqualTo(i);
        }
    }

    private IntFunction<byte[]> events(String function) throws IOException {
        return Anew.events(
                function, Files.readAllBytes(SampleEvents.ROOT.resolve(function, "happy.json")), surroundings.table());
    }

    private Object handle(String function, byte[] event) throws IOException {
        return handle(Functions.module(function), event);
    }

    private <I, O> O handle(FunctionModule<I, O> module, byte[] event) throws IOException {
        return functions.function(module).apply(EventFormat.of(module.input()).read(new ByteArrayInputStream(event)));
    }
}
