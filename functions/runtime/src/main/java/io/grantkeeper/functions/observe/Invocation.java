package io.grantkeeper.functions.observe;

/** One invocation of a function on Lambda, as logs and metrics see it. */
public final class Invocation {
    private Invocation() {}

    /**
     * Runs it.
     *
     * @param function its name in Lambda
     * @param trace the X-Ray trace header; empty where there is none
     * @param request Lambda's id of the invocation
     */
    public static <T, X extends Throwable> T run(
            String function, String trace, String request, ScopedValue.CallableOp<T, X> work) throws X {
        return Correlation.ofTrace(trace, request).call(() -> Metrics.during(function, Console.STANDARD, work));
    }
}
