package io.grantkeeper.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import io.grantkeeper.aws.dynamodb.DynamoDbQuestionStore;
import io.grantkeeper.functions.runtime.EventCodec;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.sealledger.SealLedgerResult;
import io.grantkeeper.identity.question.OwnerQuestion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Tests that each generated event gives the function real work to do, so that repeated invocations measure that work
 * and not duplicate detection.
 */
class UniqueEventGeneratorIT extends LocalFunctionsFixture {
    private static final int EVENTS = 3;

    @Test
    void generatesSignedDeliveriesThatEachTriggerReread() throws IOException {
        IntFunction<byte[]> events = events("receive-webhook");
        for (int i = 0; i < EVENTS; i++) {
            assertThat(((APIGatewayV2HTTPResponse) handle("receive-webhook", events.apply(i))).getStatusCode())
                    .isEqualTo(202);
        }
        assertThat(environment.queuedMessages("sync-access")).isEqualTo(EVENTS);
    }

    @Test
    void queuesAlertForEachGeneratedChange() throws IOException {
        IntFunction<byte[]> events = events("detect-changes");
        for (int i = 0; i < EVENTS; i++) {
            handle("detect-changes", events.apply(i));
            assertThat(environment.queuedMessages("alert-owner")).isEqualTo(i + 1);
        }
    }

    @Test
    void generatesAlertsThatEachSendOneEmail() throws IOException {
        IntFunction<byte[]> events = events("alert-owner");
        for (int i = 0; i < EVENTS; i++) {
            assertThat(((SQSBatchResponse) handle("alert-owner", events.apply(i))).getBatchItemFailures())
                    .isEmpty();
            assertThat(environment.mailsSent()).isEqualTo(i + 1);
        }
    }

    @Test
    void generatesAnswersThatEachSettleDifferentQuestion() throws IOException {
        IntFunction<byte[]> events = events("apply-answer");
        DynamoDbQuestionStore questions = new DynamoDbQuestionStore(environment.table());
        for (int i = 1; i < EVENTS; i++) {
            byte[] event = events.apply(i);
            String id = new SampleInventory(i).question();
            assertThat(questions.find(SampleInventory.TENANT, id).filter(OwnerQuestion::isUnsettled))
                    .isPresent();
            handle("apply-answer", event);
            assertThat(questions.find(SampleInventory.TENANT, id).filter(OwnerQuestion::isUnsettled))
                    .isEmpty();
        }
    }

    @Test
    void generatesWritesThatEachSealOneEntry() throws IOException {
        IntFunction<byte[]> events = events("seal-on-write");
        for (int i = 1; i < EVENTS; i++) {
            handle("seal-on-write", events.apply(i));
            SealLedgerResult sealed = (SealLedgerResult)
                    handle("seal-ledger", Files.readAllBytes(SampleEventFiles.ROOT.resolve("seal-ledger/happy.json")));
            assertThat(sealed.integrated()).isZero();
            assertThat(sealed.size()).isEqualTo(i);
        }
    }

    private IntFunction<byte[]> events(String function) throws IOException {
        return UniqueEventGenerator.events(
                function,
                Files.readAllBytes(SampleEventFiles.ROOT.resolve(function, "happy.json")),
                environment.table());
    }

    private Object handle(String function, byte[] event) throws IOException {
        return handle(FunctionApplicationContext.module(function), event);
    }

    private <I, O> O handle(FunctionModule<I, O> module, byte[] event) throws IOException {
        return functions.function(module).apply(EventCodec.of(module.input()).read(new ByteArrayInputStream(event)));
    }
}
