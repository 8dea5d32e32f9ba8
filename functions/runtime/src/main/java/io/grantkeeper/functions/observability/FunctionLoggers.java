package io.grantkeeper.functions.observability;

import java.lang.System.Logger;

/**
 * Creates the loggers of functions: on Lambda, they write JSON lines; elsewhere, they are the JDK's own loggers, which
 * print text. The JDK's lookup of loggers finds nothing in a bundle, because the managed runtime loads the bundle with
 * its own class loader.
 */
public final class FunctionLoggers {
    private static final boolean ON_LAMBDA = System.getenv("AWS_LAMBDA_RUNTIME_API") != null;

    private FunctionLoggers() {}

    public static Logger of(Class<?> owner) {
        return ON_LAMBDA
                ? new JsonLogger(owner.getSimpleName(), LogConsole.STANDARD)
                : System.getLogger(owner.getName());
    }
}
