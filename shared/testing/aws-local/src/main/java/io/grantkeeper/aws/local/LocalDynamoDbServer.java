package io.grantkeeper.aws.local;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local over HTTP, for functions that run in a separate process. It is about ten times slower than {@link
 * LocalDynamoDb}. Unlike Amazon's own launcher, it listens only on 127.0.0.1.
 */
public final class LocalDynamoDbServer implements AutoCloseable {
    private static final int OWN_CHOICE_OF_PORT = 0;

    private final Server server;
    private final LocalDynamoDBServerHandler handler;

    private LocalDynamoDbServer(Server server, LocalDynamoDBServerHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Starts the server.
     *
     * @param folder the folder of the database; empty for an in-memory database
     * @param port 0 for any free port
     */
    public static LocalDynamoDbServer start(Optional<Path> folder, int port) {
        @Nullable
        String path = folder.map(OwnerOnlyFiles::folder).map(Path::toString).orElse(null);
        boolean inMemory = folder.isEmpty();
        boolean oneDatabaseForAllKeysAndRegions = true;
        boolean delayTransientStatuses = false;
        LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(
                requests(inMemory, path, oneDatabaseForAllKeysAndRegions, delayTransientStatuses), null);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) { // Jetty declares no narrower exception
            throw new IllegalStateException("DynamoDB Local cannot listen on 127.0.0.1:%d".formatted(port), e);
        }
        return new LocalDynamoDbServer(server, handler);
    }

    private static LocalDynamoDBRequestHandler requests(
            boolean inMemory, @Nullable String path, boolean shared, boolean delay) {
        try {
            return new LocalDynamoDBRequestHandler(OWN_CHOICE_OF_PORT, inMemory, path, shared, delay);
        } catch (RuntimeException e) {
            throw new IllegalStateException("DynamoDB Local cannot open its database in %s".formatted(path), e);
        }
    }

    public URI endpoint() {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no narrower exception
            throw new IllegalStateException("DynamoDB Local did not stop", e);
        } finally {
            handler.close();
        }
    }
}
