package io.grantkeeper.local.suite;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.aws.local.LocalSqs;
import io.grantkeeper.aws.local.OwnerOnlyFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** DynamoDB Local with Grantkeeper's table, and ElasticMQ with its queues. */
final class EmbeddedInfrastructure implements AutoCloseable {
    static final String TABLE = "grantkeeper";
    private static final String DATABASE = "dynamodb";
    /**
     * The visibility timeout of most queues. It is longer than any batch takes in the local suite; a message that is
     * not
     * acknowledged by then is delivered again.
     */
    private static final Duration VISIBLE_AGAIN = Duration.ofMinutes(1);

    /**
     * The visibility timeout of the sync queue. It is long enough to read ten partitions of a large tenant completely
     * on a busy machine.
     */
    private static final Duration SLICES_VISIBLE_AGAIN = Duration.ofMinutes(5);

    private final LocalDynamoDb dynamoDb;
    private final LocalSqs sqs;
    private final AwsClients clients;
    private final DynamoDbTable table;
    private final String syncQueue;
    private final String alertQueue;
    private final String answerQueue;
    private final String deadLetterQueue;

    private EmbeddedInfrastructure(LocalDynamoDb dynamoDb, LocalSqs sqs) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.clients =
                new AwsClients(Map.of("GRANTKEEPER_SQS_ENDPOINT", sqs.endpoint().toString()));
        this.table = new DynamoDbTable(dynamoDb.client(), TABLE);
        this.syncQueue = createQueue("sync-access", SLICES_VISIBLE_AGAIN);
        this.alertQueue = createQueue("alert-owner", VISIBLE_AGAIN);
        this.answerQueue = createQueue("apply-answer", VISIBLE_AGAIN);
        this.deadLetterQueue = createQueue("dead-letters", VISIBLE_AGAIN);
    }

    static EmbeddedInfrastructure start(Optional<Path> data) {
        return new EmbeddedInfrastructure(database(data), LocalSqs.start());
    }

    static LocalDynamoDb database(Optional<Path> data) {
        Optional<Path> files = data.map(folder -> OwnerOnlyFiles.folder(folder).resolve(DATABASE));
        LocalDynamoDb database = files.map(LocalDynamoDb::in).orElseGet(LocalDynamoDb::inMemory);
        new TableCreator(database.client()).createIfMissing(TABLE);
        files.ifPresent(OwnerOnlyFiles::restrictFilesIn);
        return database;
    }

    static boolean isInUse(Path data) {
        return LocalDynamoDb.isInUse(data.resolve(DATABASE));
    }

    /** Returns a read-only copy of the database of a running suite. */
    static LocalDynamoDb copyOfDatabase(Path data) {
        return LocalDynamoDb.copyOf(data.resolve(DATABASE));
    }

    private String createQueue(String name, Duration visibleAgain) {
        return sqs().createQueue(request -> request.queueName(name)
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(visibleAgain.toSeconds()))))
                .queueUrl();
    }

    DynamoDbTable table() {
        return table;
    }

    DynamoDbStreamsClient streams() {
        return dynamoDb.streams();
    }

    String streamArn() {
        return dynamoDb.client()
                .describeTable(request -> request.tableName(TABLE))
                .table()
                .latestStreamArn();
    }

    SqsClient sqs() {
        return clients.sqs();
    }

    String syncQueue() {
        return syncQueue;
    }

    String alertQueue() {
        return alertQueue;
    }

    String answerQueue() {
        return answerQueue;
    }

    String deadLetterQueue() {
        return deadLetterQueue;
    }

    @Override
    public void close() {
        clients.close();
        sqs.close();
        dynamoDb.close();
    }
}
