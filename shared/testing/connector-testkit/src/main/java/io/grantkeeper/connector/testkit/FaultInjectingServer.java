package io.grantkeeper.connector.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy between a connector and its response source that injects faults, even partway through a response's bytes. It
 * serves one request per connection.
 */
final class FaultInjectingServer implements AutoCloseable {
    private final String name;
    private final SessionCallLog line;
    private final ResponseSource source;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);

    FaultInjectingServer(String name, SessionCallLog line, ResponseSource source) {
        this.name = name;
        this.line = line;
        this.source = source;
        try {
            socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on this machine", e);
        }
        threads.execute(this::serve);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void serve() {
        while (closed.getCount() > 0) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> handle(connection));
            } catch (IOException _) {
                return; // the server is closed
            }
        }
    }

    private void handle(Socket connection) {
        try (connection) {
            Optional<RawHttpRequest> request = RawHttpRequest.read(connection.getInputStream());
            if (request.isPresent()) {
                RawHttpRequest asked = request.get();
                ReceivedCall call = line.number(name, asked.method(), asked.path(), asked.query(), asked.headers());
                Optional<InjectedFault> fault = line.fault(call);
                if (fault.isPresent()) {
                    inject(connection, fault.get(), call, asked);
                } else {
                    write(connection, line.change(call, source.answer(call, asked.target(), asked.body())));
                }
            }
        } catch (IOException | InterruptedException _) {
            // The caller disconnected or the server is closing, so there is nobody to respond to.
        }
    }

    private void inject(Socket connection, InjectedFault fault, ReceivedCall call, RawHttpRequest request)
            throws IOException, InterruptedException {
        switch (fault) {
            case InjectedFault.Status(int status, Map<String, String> headers, String body) ->
                write(connection, status, headers, body.startsWith("{") ? "application/json" : "text/plain", body);
            case InjectedFault.NotJson _ ->
                write(connection, 200, Map.of(), "text/html", "<html><body>Please sign in</body></html>");
            case InjectedFault.Truncated _ -> {
                byte[] body =
                        source.answer(call, request.target(), request.body()).bytes();
                OutputStream out = connection.getOutputStream();
                out.write(head(200, Map.of(), "application/json", body.length + 100));
                out.write(body, 0, body.length / 2);
                out.flush();
            }
            case InjectedFault.Reset _ -> connection.setSoLinger(true, 0);
            case InjectedFault.Hang _ -> closed.await();
        }
    }

    private static void write(Socket connection, ProviderDoubleResponse answer) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Answer\r\nconnection: close\r\n");
        answer.headers()
                .forEach((header, values) -> values.forEach(
                        value -> head.append(header).append(": ").append(value).append("\r\n")));
        byte[] body = answer.bytes();
        if (answer.status() != 204 && answer.status() != 304) {
            head.append("content-length: ").append(body.length).append("\r\n");
        }
        OutputStream out = connection.getOutputStream();
        out.write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
        closeOutput(connection);
    }

    private static void write(Socket connection, int status, Map<String, String> headers, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        OutputStream out = connection.getOutputStream();
        out.write(head(status, headers, type, bytes.length));
        out.write(bytes);
        out.flush();
        closeOutput(connection);
    }

    /**
     * Closes only the sending side at first. If the whole socket were closed at once, the connection could be reset
     * before the caller has read all data.
     */
    private static void closeOutput(Socket connection) throws SocketException {
        try {
            connection.shutdownOutput();
        } catch (IOException _) {
            connection.setSoLinger(false, 0);
        }
    }

    private static byte[] head(int status, Map<String, String> headers, String type, int length) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Fault\r\nconnection: close\r\n");
        headers.forEach((header, value) ->
                head.append(header).append(": ").append(value).append("\r\n"));
        head.append("content-type: ")
                .append(type)
                .append("\r\ncontent-length: ")
                .append(length);
        return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException _) {
            // The socket is unusable either way.
        }
        threads.shutdownNow();
    }
}
