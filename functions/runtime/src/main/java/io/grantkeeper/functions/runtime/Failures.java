package io.grantkeeper.functions.runtime;

/** Describes exceptions for logs. */
public final class Failures {
    private Failures() {}

    /** Its class and where it was thrown. Messages of libraries can quote what they were given, so none is repeated. */
    public static String describe(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "an unknown place" : trace[0].toString();
        Throwable cause = failure.getCause();
        return failure.getClass().getName() + " at " + place
                + (cause == null ? "" : ", caused by " + cause.getClass().getName());
    }
}
