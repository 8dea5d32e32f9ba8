package io.grantkeeper.infra.functions;

import java.time.Duration;
import java.util.List;

/** What calls a function. */
public sealed interface Trigger {
    /**
     * Messages of a queue.
     *
     * @param batch how many messages at most come at once
     * @param window how long a batch may wait to fill
     * @param atOnce how many batches are worked on side by side; AWS takes 2 or more
     */
    record OfQueue(Resource queue, int batch, Duration window, int atOnce) implements Trigger {}

    /**
     * Changes of rows of these types.
     *
     * @param removals whether rows that are taken away are changes to it
     * @param batch how many changes at most come at once
     * @param window how long a batch may wait to fill
     * @param tries how often a batch is tried again before it is set aside
     */
    record OfTable(List<String> types, boolean removals, int batch, Duration window, int tries) implements Trigger {
        public OfTable {
            types = List.copyOf(types);
        }
    }

    /** A schedule for the whole installation; the event names the tenant. */
    record OfClock(String expression) implements Trigger {}

    /** A schedule for each connection; the event names tenant, connection and time. */
    record OfEachConnection() implements Trigger {}

    /**
     * Requests from outside.
     *
     * @param routes for example {@code POST /webhooks/{tenant}/{connection}}
     * @param limit which of the configuration's limits holds for them
     */
    record OfRequests(Limit limit, List<String> routes) implements Trigger {
        public OfRequests {
            routes = List.copyOf(routes);
        }
    }

    /** Whose rate a limit is for. */
    enum Limit {
        WEBHOOKS,
        DECISIONS
    }

    /** Whoever you let call it, such as an API gateway of yours whose authorizer it is. */
    record OnCall() implements Trigger {}

    /**
     * Calls of another function of ours, which waits for the answer; nobody outside can make them.
     *
     * @param caller its name
     */
    record OfFunction(String caller) implements Trigger {}

    /** Events that providers put on an event bus, where the configuration names one. */
    record OfBus() implements Trigger {}
}
