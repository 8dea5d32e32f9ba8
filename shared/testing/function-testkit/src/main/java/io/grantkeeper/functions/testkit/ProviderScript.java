package io.grantkeeper.functions.testkit;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import java.util.HashMap;
import java.util.Map;

/**
 * A script of events that happen during specific calls to the provider. Calls are counted from 1, across all streams.
 */
public final class ProviderScript {
    /** An event that happens during a call. */
    @FunctionalInterface
    public interface Event {
        void happen() throws ConnectorException;
    }

    private final Map<Integer, Event> before = new HashMap<>();
    private int calls;

    /** Makes the call with this number fail once. */
    public ProviderScript failAt(int call, ConnectorProblem problem) {
        return at(call, () -> {
            throw new ConnectorException(problem);
        });
    }

    /**
     * Runs an event once, just before a call is answered. The event can, for example, let another worker act first or
     * change the provider's data.
     */
    public ProviderScript at(int call, Event event) {
        before.put(call, event);
        return this;
    }

    /** Runs an event once, just before the next call is answered. */
    public ProviderScript next(Event event) {
        return at(calls + 1, event);
    }

    /** Removes all events that have not happened, so that later calls are answered. */
    public void recover() {
        before.clear();
    }

    public int calls() {
        return calls;
    }

    void called() throws ConnectorException {
        calls++;
        Event event = before.remove(calls);
        if (event != null) {
            event.happen();
        }
    }
}
