package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("The stream pump")
class TableStreamPollerTest {
    private static final String TABLE = "grantkeeper";

    @Test
    void reportsThatItIsRetryingUntilBatchSucceeds() {
        AtomicBoolean able = new AtomicBoolean();
        try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
            new TableCreator(database.client()).createIfMissing(TABLE);
            String arn = database.client()
                    .describeTable(request -> request.tableName(TABLE))
                    .table()
                    .latestStreamArn();
            TableStreamPoller streamPump = new TableStreamPoller(
                    database.streams(),
                    arn,
                    event -> new StreamsEventResponse(
                            able.get()
                                    ? List.of()
                                    : List.of(new BatchItemFailure(event.getRecords()
                                            .getFirst()
                                            .getDynamodb()
                                            .getSequenceNumber()))),
                    new TableStreamPosition(Optional.empty()));
            database.client()
                    .putItem(request -> request.tableName(TABLE)
                            .item(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"))));

            assertThat(streamPump.pump()).isOne();
            assertThat(streamPump.isRetrying()).isTrue();
            assertThat(streamPump.pump()).as("the same batch again").isOne();
            able.set(true);
            assertThat(streamPump.pump()).isOne();
            assertThat(streamPump.isRetrying()).isFalse();
            assertThat(streamPump.pump()).isZero();
        }
    }
}
