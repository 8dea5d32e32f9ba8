package io.grantkeeper.aws.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * DynamoDB Local, called without HTTP. Its own telemetry is switched off. Closing it shuts the database, not the
 * process.
 */
public final class LocalDynamoDb implements AutoCloseable {
    /** The name that DynamoDB Local gives its one database file, so that {@link LocalDynamoDbServer} reads the same. */
    static final String FILE = "shared-local-instance.db";

    private static final boolean NO_TELEMETRY = true;

    private final AmazonDynamoDBLocal local;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;
    private final FolderLock lock;

    private LocalDynamoDb(AmazonDynamoDBLocal local, FolderLock lock) {
        this.local = local;
        this.lock = lock;
        this.client = local.dynamoDbClient();
        this.streams = local.dynamoDbStreamsClient();
    }

    /** A database that is gone when it is closed. */
    public static LocalDynamoDb inMemory() {
        return new LocalDynamoDb(DynamoDBEmbedded.create(NO_TELEMETRY), FolderLock.NONE);
    }

    /**
     * A database in a folder, which is made where it is missing; one process at a time.
     *
     * @throws IllegalStateException where another process has it, saying what to do
     */
    public static LocalDynamoDb in(Path folder) {
        FolderLock lock = FolderLock.on(prepared(folder));
        return new LocalDynamoDb(DynamoDBEmbedded.create(folder.resolve(FILE).toFile(), NO_TELEMETRY), lock);
    }

    static Path prepared(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder %s cannot be made".formatted(folder), e);
        }
    }

    public DynamoDbClient client() {
        return client;
    }

    public DynamoDbStreamsClient streams() {
        return streams;
    }

    @Override
    public void close() {
        client.close();
        streams.close();
        local.shutdownNow();
        lock.close();
    }
}
