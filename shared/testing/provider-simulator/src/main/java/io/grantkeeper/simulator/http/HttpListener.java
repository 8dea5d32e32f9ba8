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
 * An HTTP/1.1 server on the loopback address, with one virtual thread per connection. Unlike the JDK's server, it can
 * reset a connection or send only half of a body, which clients must handle.
 */
public final class HttpListener implements AutoCloseable {

    private static final int BACKLOG = 1024;
    /**
     * The time to wait before a reset, in milliseconds, so that bytes that were already sent arrive first. Otherwise,
     * the reset could overtake them.
     */
    private static final int BYTES_ARRIVE_MILLIS = 15;

    private final String api;
    private final RequestHandler handler;
    private final FaultSchedule faults;
    private final AnsweredCallLog calls;
    private final Clock clock;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpListener(
            String api,
            RequestHandler handler,
            FaultSchedule faults,
            AnsweredCallLog calls,
            Clock clock,
            ServerSocket server) {
        this.api = api;
        this.handler = handler;
        this.faults = faults;
        this.calls = calls;
        this.clock = clock;
        this.server = server;
    }

    /**
     * Starts listening on 127.0.0.1.
     *
     * @param api the name of the double in the call log, for example {@code github}
     * @param port the port; 0 for any free port
     */
    public static HttpListener start(
            String api, int port, RequestHandler handler, FaultSchedule faults, AnsweredCallLog calls, Clock clock) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            HttpListener listener = new HttpListener(api, handler, faults, calls, clock, server);
            listener.threads.execute(listener::acceptAll);
            return listener;
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(
                    "the simulator cannot listen on 127.0.0.1:" + port
                            + "; choose another port, or use 0 for any free port",
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
            var wire = new Http11Connection(
                    in,
                    new BufferedOutputStream(socket.getOutputStream(), 1 << 16),
                    baseUri().toString());
            boolean alive = true;
            while (alive) {
                var request = wire.read();
                alive = request.isPresent() && answer(request.get(), wire, socket);
            }
        } catch (IOException brokenByTheClient) {
            // The client disconnected, so there is nobody to respond to.
        } finally {
            open.remove(socket);
        }
    }

    /**
     * Answers a request.
     *
     * @return whether the connection can be used for another request
     */
    private boolean answer(SimulatorRequest request, Http11Connection wire, Socket socket) throws IOException {
        SimulatedFault fault = faults.next(request).orElse(null);
        return switch (fault) {
            case null -> send(request, handle(request), wire);
            case SimulatedFault.Answer(int status, var headers, String body) ->
                send(
                        request,
                        SimulatorResponse.text(status, "application/json", body).with(headers),
                        wire);
            case SimulatedFault.NotJson() ->
                send(
                        request,
                        SimulatorResponse.text(200, "text/html", "<html><body>Be right back</body></html>"),
                        wire);
            case SimulatedFault.Truncated() -> {
                SimulatorResponse whole = handle(request);
                record(request, whole.status());
                wire.writeHalf(whole);
                yield false;
            }
            case SimulatedFault.Reset() -> reset(request, wire, socket);
            case SimulatedFault.Hang(var duration) -> {
                pause(duration.toMillis());
                yield reset(request, wire, socket);
            }
            case SimulatedFault.Slow(var delay) -> {
                pause(delay.toMillis());
                yield send(request, handle(request), wire);
            }
            case SimulatedFault.LostAnswer() -> {
                handle(request);
                yield reset(request, wire, socket);
            }
        };
    }

    private SimulatorResponse handle(SimulatorRequest request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException bug) {
            bug.printStackTrace();
            return SimulatorResponse.text(500, "text/plain", "the simulator itself failed: " + bug);
        }
    }

    private boolean send(SimulatorRequest request, SimulatorResponse response, Http11Connection wire)
            throws IOException {
        record(request, response.status());
        boolean keep = !request.header("connection").orElse("").equalsIgnoreCase("close");
        wire.write(response, keep, request.method().equals("HEAD"));
        return keep;
    }

    /**
     * Resets the connection in the middle of the response's first line. Without those first bytes, some clients,
     * including the JDK's, silently retry on a reused connection, and tests would not notice the fault.
     */
    private boolean reset(SimulatorRequest request, Http11Connection wire, Socket socket) throws IOException {
        record(request, 0);
        wire.writeFirstBytes();
        pause(BYTES_ARRIVE_MILLIS);
        socket.setSoLinger(true, 0);
        socket.close();
        return false;
    }

    private void record(SimulatorRequest request, int status) {
        calls.add(new AnsweredCall(
                clock.instant(),
                api,
                request.method(),
                request.path(),
                request.query(),
                AnsweredCall.authenticationOf(request),
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
            // There is nothing to do, because the socket was about to be closed anyway.
        }
    }
}
