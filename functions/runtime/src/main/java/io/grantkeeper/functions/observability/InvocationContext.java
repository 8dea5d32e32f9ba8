package io.grantkeeper.functions.observability;

/** One invocation of a Lambda function, for logs and metrics. */
public final class InvocationContext {
    private InvocationContext() {}

    /**
     * Runs an invocation.
     *
     * @param function the function's name in Lambda
     * @param trace the X-Ray trace header; empty if there is none
     * @param request Lambda's ID of the invocation
     */
    public static <T, X extends Throwable> T run(
            String function, String trace, String request, ScopedValue.CallableOp<T, X> work) throws X {
        return CorrelationId.ofTrace(trace, request)
                .call(() -> EmbeddedMetrics.collectDuring(function, LogOutput.STANDARD, work));
    }
}
