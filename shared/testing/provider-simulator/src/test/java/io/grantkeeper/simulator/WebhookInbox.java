package io.grantkeeper.simulator;

import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.http.AnsweredCallLog;
import io.grantkeeper.simulator.http.FaultSchedule;
import io.grantkeeper.simulator.http.HttpListener;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of push messages that stores them and responds with a configurable status. */
public final class WebhookInbox implements AutoCloseable {

    private final List<SimulatorRequest> received = new CopyOnWriteArrayList<>();
    private final HttpListener listener;
    private volatile int status = 200;

    public WebhookInbox() {
        listener = HttpListener.start(
                "inbox",
                0,
                request -> {
                    received.add(request);
                    return SimulatorResponse.empty(status);
                },
                new FaultSchedule(),
                new AnsweredCallLog(),
                SimulatedClock.frozenAt(Instant.EPOCH));
    }

    public URI address() {
        return listener.baseUri().resolve("/hook");
    }

    public void respondWith(int newStatus) {
        status = newStatus;
    }

    public List<SimulatorRequest> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        listener.close();
    }
}
