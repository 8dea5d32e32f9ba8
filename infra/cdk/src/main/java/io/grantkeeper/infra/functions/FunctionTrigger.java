package io.grantkeeper.infra.functions;

import java.time.Duration;
import java.util.List;

/** The event source that invokes a function. */
public sealed interface FunctionTrigger {
    /**
     * Messages of an SQS queue.
     *
     * @param batch the maximum batch size
     * @param window the maximum time that a batch waits to fill
     * @param atOnce the maximum number of concurrent batches; Lambda requires at least 2
     */
    record QueueMessages(FunctionResource queue, int batch, Duration window, int atOnce) implements FunctionTrigger {}

    /**
     * Changes to rows of the given types in Grantkeeper's table.
     *
     * @param removals whether the function also receives deletions
     * @param batch the maximum batch size
     * @param window the maximum time that a batch waits to fill
     * @param tries the number of times that a batch is retried before it moves to the queue for undelivered events
     */
    record TableChanges(List<String> types, boolean removals, int batch, Duration window, int tries)
            implements FunctionTrigger {
        public TableChanges {
            types = List.copyOf(types);
        }
    }

    /** One schedule for the whole installation; the event names the tenant. */
    record Schedule(String expression) implements FunctionTrigger {}

    /** One schedule per connection; the event names the tenant, the connection and the time. */
    record ConnectionSchedule() implements FunctionTrigger {}

    /**
     * HTTP requests from the internet.
     *
     * @param limit the configured rate limit that applies to the routes
     * @param routes the API routes, for example {@code POST /webhooks/{tenant}/{connection}}
     */
    record HttpRequests(Limit limit, List<String> routes) implements FunctionTrigger {
        public HttpRequests {
            routes = List.copyOf(routes);
        }
    }

    /** The rate limit that applies to a route. */
    enum Limit {
        WEBHOOKS,
        DECISIONS
    }

    /**
     * Invocations by callers that the operator authorizes, such as an API in API Gateway that uses the function as its
     * authorizer.
     */
    record ExternalInvocation() implements FunctionTrigger {}

    /**
     * Synchronous invocations by other functions of the installation, which are the only authorized callers.
     *
     * @param callers the names of the invoking functions
     */
    record FunctionInvocation(List<String> callers) implements FunctionTrigger {
        public FunctionInvocation {
            callers = List.copyOf(callers);
        }
    }

    /** Events that providers put on a partner event bus, if the configuration names one. */
    record PartnerEvents() implements FunctionTrigger {}
}
