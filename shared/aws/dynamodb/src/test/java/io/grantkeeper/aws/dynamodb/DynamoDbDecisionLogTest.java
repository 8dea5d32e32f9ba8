package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.local.RecordingAwsService;
import io.grantkeeper.aws.local.RecordingAwsService.Answer;
import io.grantkeeper.aws.local.RecordingAwsService.Request;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.store.testkit.DecisionLogContract;
import io.grantkeeper.store.testkit.DecisionSamples;
import io.grantkeeper.store.testkit.ModelSamples;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class DynamoDbDecisionLogTest extends DecisionLogContract {
    private static final String JSON = "application/x-amz-json-1.0";

    private final TenantId tenant = ModelSamples.freshTenant();
    private final DynamoDbTable table = TestTable.open();
    private final DecisionLog log = new DynamoDbDecisionLog(table);
    private final DecisionBatchStore batches = new DynamoDbDecisionBatchStore(table);

    @Override
    protected DecisionLog log() {
        return log;
    }

    @Override
    protected DecisionBatchStore batches() {
        return batches;
    }

    /** Checks that a failed call is not repeated, because a retry could overwrite later changes of a decision. */
    @Test
    void doesNotRetryFailedWriteOfNewDecisions() {
        try (RecordingAwsService service = new RecordingAwsService(_ -> new Answer(500, JSON, "{}"))) {
            assertThatThrownBy(() -> logAt(service).recordNew(tenant, two())).isInstanceOf(DynamoDbException.class);
            assertThat(service.requests())
                    .extracting(DynamoDbDecisionLogTest::operation)
                    .containsExactly("BatchWriteItem");
        }
    }

    @Test
    void writesUnprocessedDecisionsOneByOneUnlessTheyExist() {
        try (RecordingAwsService service = new RecordingAwsService(request -> new Answer(
                200,
                JSON,
                operation(request).equals("BatchWriteItem")
                        ? "{\"UnprocessedItems\":" + requestItems(request) + "}"
                        : "{\"ConsumedCapacity\":{\"TableName\":\"decisions\",\"CapacityUnits\":1}}"))) {
            logAt(service).recordNew(tenant, two());
            assertThat(service.requests())
                    .extracting(DynamoDbDecisionLogTest::operation)
                    .containsExactly("BatchWriteItem", "PutItem", "PutItem");
            assertThat(service.requests().getLast().text()).contains("attribute_not_exists(#pk)");
        }
    }

    private static DecisionLog logAt(RecordingAwsService service) {
        return new DynamoDbDecisionLog(new DynamoDbTable(
                new AwsClients(service.environment("GRANTKEEPER_DYNAMODB_ENDPOINT")).dynamoDb(), "decisions"));
    }

    private static List<RecordedDecision> two() {
        return List.of(DecisionSamples.decision("one", 0), DecisionSamples.decision("two", 1));
    }

    private static String operation(Request request) {
        return request.headers().get("x-amz-target").replaceFirst(".*\\.", "");
    }

    private static String requestItems(Request request) {
        return ModelJson.mapper().readTree(request.text()).path("RequestItems").toString();
    }
}
