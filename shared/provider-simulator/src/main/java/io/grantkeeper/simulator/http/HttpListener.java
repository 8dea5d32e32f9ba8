package io.grantkeeper.simulator.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP/1.1 server on the loopback address, one virtual thread a connection.
 * The JDK's own server cannot send a reset or half a body, which a client must survive; this one can.
 */
public final class HttpListener implements AutoCloseable {

    private static final int BACKLOG = 1024;
    /** A reset may overtake bytes still under way. */
    private static final int BYTES_ARRIVE_MILLIS = 15;

    private final String api;
    private final Handler handler;
    private final Faults faults;
    private final CallLog calls;
    private final Clock clock;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpListener(String api, Handler handler, Faults faults, CallLog calls, Clock clock, ServerSocket server) {
        this.api = api;
        this.handler = handler;
        this.faults = faults;
        this.calls = calls;
        this.clock = clock;
        this.server = server;
    }

    /** Listens on 127.0.0.1; port 0 takes any free one. */
    public static HttpListener start(String api, int port, Handler handler, Faults faults, CallLog calls, Clock clock) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            HttpListener listener = new HttpListener(api, handler, faults, calls, clock, server);
            listener.threads.execute(listener::acceptAll);
            return listener;
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(
                    "The simulator cannot listen on 127.0.0.1:" + port + "; choose another port, or 0 for any free one",
                    cannotListen);
        }
    }

    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            var wire = new Wire(
                    in,
                    new BufferedOutputStream(socket.getOutputStream(), 1 << 16),
                    baseUri().toString());
            boolean alive = true;
            while (alive) {
                var request = wire.read();
                alive = request.isPresent() && answer(request.get(), wire, socket);
            }
        } catch (IOException brokenByTheClient) {
            // The client hung up; there is no one left to tell.
        } finally {
            open.remove(socket);
        }
    }

    /** Whether the connection may carry another request. */
    private boolean answer(Request request, Wire wire, Socket socket) throws IOException {
        Fault fault = faults.next(request).orElse(null);
        return switch (fault) {
            case null -> send(request, handled(request), wire);
            case Fault.Answer(int status, var headers, String body) ->
                send(request, Response.text(status, "application/json", body).with(headers), wire);
            case Fault.NotJson() ->
                send(request, Response.text(200, "text/html", "<html><body>Be right back</body></html>"), wire);
            case Fault.Truncated() -> {
                Response whole = handled(request);
                record(request, whole.status());
                wire.writeHalf(whole);
                yield false;
            }
            case Fault.Reset() -> reset(request, wire, socket);
            case Fault.Hang(var duration) -> {
                pause(duration.toMillis());
                yield reset(request, wire, socket);
            }
            case Fault.Slow(var delay) -> {
                pause(delay.toMillis());
                yield send(request, handled(request), wire);
            }
            case Fault.LostAnswer() -> {
                handled(request);
                yield reset(request, wire, socket);
            }
        };
    }

    private Response handled(Request request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException bug) {
            bug.printStackTrace();
            return Response.text(500, "text/plain", "The simulator itself failed: " + bug);
        }
    }

    private boolean send(Request request, Response response, Wire wire) throws IOException {
        record(request, response.status());
        boolean keep = !request.header("connection").orElse("").equalsIgnoreCase("close");
        wire.write(response, keep, request.method().equals("HEAD"));
        return keep;
    }

    /**
     * Resets in the middle of the answer's first line. Without those few bytes some clients, the JDK's among them, try
     * again by themselves on a connection they had used before, and the fault would never be seen.
     */
    private boolean reset(Request request, Wire wire, Socket socket) throws IOException {
        record(request, 0);
        wire.writeFirstBytes();
        pause(BYTES_ARRIVE_MILLIS);
        socket.setSoLinger(true, 0);
        socket.close();
        return false;
    }

    private void record(Request request, int status) {
        calls.add(new Call(
                clock.instant(),
                api,
                request.method(),
                request.path(),
                request.query(),
                Call.authenticationOf(request),
                status));
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IOException("closing", closing);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            threads.shutdownNow();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException alreadyGone) {
            // Closing is all that was wanted.
        }
    }
}
