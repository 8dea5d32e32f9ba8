package io.grantkeeper.functions.observability;

import java.lang.System.Logger;

/**
 * Creates the loggers of functions. On Lambda, they write JSON lines; elsewhere, they are the JDK's own loggers, which
 * print text. The JSON logger cannot be registered as a JDK service, because the managed runtime loads a bundle with
 * its own class loader, in which the JDK does not look for loggers.
 */
public final class FunctionLoggers {
    private static final boolean ON_LAMBDA = System.getenv("AWS_LAMBDA_RUNTIME_API") != null;

    private FunctionLoggers() {}

    public static Logger of(Class<?> owner) {
        return ON_LAMBDA
                ? new JsonLogger(owner.getSimpleName(), LogOutput.STANDARD)
                : System.getLogger(owner.getName());
    }
}
