package io.grantkeeper.aws.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * DynamoDB Local, called without HTTP and with its telemetry disabled. Closing this object shuts down the database but
 * not the process.
 */
public final class LocalDynamoDb implements AutoCloseable {
    /**
     * The name that DynamoDB Local gives its single database file. {@link LocalDynamoDbServer} uses it to open the same
     * file.
     */
    static final String FILE = "shared-local-instance.db";

    private static final boolean NO_TELEMETRY = true;

    private final AmazonDynamoDBLocal local;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;
    private final FolderLock lock;

    private final Runnable afterwards;

    private LocalDynamoDb(AmazonDynamoDBLocal local, FolderLock lock) {
        this(local, lock, () -> {}, UnaryOperator.identity());
    }

    private LocalDynamoDb(
            AmazonDynamoDBLocal local, FolderLock lock, Runnable afterwards, UnaryOperator<DynamoDbClient> access) {
        this.afterwards = afterwards;
        this.local = local;
        this.lock = lock;
        this.client = access.apply(LockRetryingDynamoDbClient.of(local.dynamoDbClient()));
        this.streams = local.dynamoDbStreamsClient();
    }

    /** Returns a database that is deleted on close. */
    public static LocalDynamoDb inMemory() {
        return new LocalDynamoDb(DynamoDBEmbedded.create(NO_TELEMETRY), FolderLock.NONE);
    }

    /**
     * Returns a database in a folder that only its owner can read. Creates the folder if it does not exist. Only one
     * process at a time can use the folder.
     *
     * @throws IllegalStateException if another process uses the folder; the message says what to do
     */
    public static LocalDynamoDb in(Path folder) {
        FolderLock lock = FolderLock.on(OwnerOnlyFiles.folder(folder));
        Path database = folder.resolve(FILE);
        try {
            return new LocalDynamoDb(
                    DynamoDBEmbedded.create(database.toFile(), NO_TELEMETRY),
                    lock,
                    () -> LocalDynamoDbBackup.awaitWrites(database),
                    UnaryOperator.identity());
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Returns a read-only copy of the current state of the database in a folder, even while another process uses the
     * folder. SQLite's online backup reads a consistent state and does not block the other process.
     *
     * @throws IllegalStateException if the database cannot be copied
     */
    public static LocalDynamoDb copyOf(Path folder) {
        // Finds SQLite's native library and turns off its log, which LocalDynamoDbBackup relies on.
        DynamoDBEmbedded.create(NO_TELEMETRY).shutdownNow();
        Path copy = OwnerOnlyFiles.temporaryFolder();
        try {
            LocalDynamoDbBackup.write(folder.resolve(FILE), copy.resolve(FILE));
            return new LocalDynamoDb(
                    DynamoDBEmbedded.create(copy.resolve(FILE).toFile(), NO_TELEMETRY),
                    FolderLock.NONE,
                    () -> OwnerOnlyFiles.delete(copy),
                    client -> ReadOnlyDynamoDbClient.of(client, inUse(folder)));
        } catch (RuntimeException e) {
            OwnerOnlyFiles.delete(copy);
            throw e;
        }
    }

    /** Returns a message that states that a folder is in use, and what to do about it. */
    static String inUse(Path folder) {
        return "the data folder %s is in use by another grantkeeper process; wait until its sweep has ended, or stop that process if it runs 'serve'"
                .formatted(folder);
    }

    /** Returns whether a process uses the database in a folder. */
    public static boolean isInUse(Path folder) {
        return FolderLock.isHeld(folder);
    }

    public DynamoDbClient client() {
        return client;
    }

    public DynamoDbStreamsClient streams() {
        return streams;
    }

    /** Returns all records of a table's stream, shard by shard. */
    public List<Record> streamRecords(String table) {
        String stream = client.describeTable(request -> request.tableName(table))
                .table()
                .latestStreamArn();
        List<Record> records = new ArrayList<>();
        for (Shard shard : streams.describeStream(request -> request.streamArn(stream))
                .streamDescription()
                .shards()) {
            String iterator = streams.getShardIterator(request -> request.streamArn(stream)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            records.addAll(streams.getRecords(request -> request.shardIterator(iterator))
                    .records());
        }
        return records;
    }

    @Override
    public void close() {
        client.close();
        streams.close();
        local.shutdownNow();
        afterwards.run();
        lock.close();
    }
}
