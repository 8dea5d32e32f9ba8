package io.grantkeeper.functions.testkit;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import java.util.HashMap;
import java.util.Map;

/** What is to happen at which call to the provider; calls count from 1, over all streams. */
public final class Script {
    /** Something that happens while a call is under way. */
    @FunctionalInterface
    public interface Event {
        void happen() throws ConnectorException;
    }

    private final Map<Integer, Event> before = new HashMap<>();
    private int calls;

    /** Fails one call, once. */
    public Script failAt(int call, ConnectorProblem problem) {
        return at(call, () -> {
            throw new ConnectorException(problem);
        });
    }

    /** Does something just before a call is answered, once: another worker goes first, the provider changes. */
    public Script at(int call, Event event) {
        before.put(call, event);
        return this;
    }

    /** Does something at the next call. */
    public Script next(Event event) {
        return at(calls + 1, event);
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
