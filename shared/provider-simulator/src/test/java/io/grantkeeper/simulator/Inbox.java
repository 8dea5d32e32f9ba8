package io.grantkeeper.simulator;

import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.http.CallLog;
import io.grantkeeper.simulator.http.Faults;
import io.grantkeeper.simulator.http.HttpListener;
import io.grantkeeper.simulator.http.Request;
import io.grantkeeper.simulator.http.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of pushed messages that keeps them and answers as it is told. */
public final class Inbox implements AutoCloseable {

    private final List<Request> received = new CopyOnWriteArrayList<>();
    private final HttpListener listener;
    private volatile int status = 200;

    public Inbox() {
        listener = HttpListener.start(
                "inbox",
                0,
                request -> {
                    received.add(request);
                    return Response.empty(status);
                },
                new Faults(),
                new CallLog(),
                SimulatedClock.frozenAt(Instant.EPOCH));
    }

    public URI address() {
        return listener.baseUri().resolve("/hook");
    }

    public void answer(int newStatus) {
        status = newStatus;
    }

    public List<Request> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        listener.close();
    }
}
