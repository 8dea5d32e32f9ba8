package io.grantkeeper.functions.runtime;

/** Describes exceptions for logs. */
public final class ExceptionSummary {
    private ExceptionSummary() {}

    /**
     * Returns the class of the exception and where it was thrown. The message is omitted, because messages of libraries
     * can quote their input.
     */
    public static String describe(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "an unknown location" : trace[0].toString();
        Throwable cause = failure.getCause();
        return failure.getClass().getName() + " at " + place
                + (cause == null ? "" : ", caused by " + cause.getClass().getName());
    }
}
