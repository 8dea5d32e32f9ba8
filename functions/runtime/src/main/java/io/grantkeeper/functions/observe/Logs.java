package io.grantkeeper.functions.observe;

import java.lang.System.Logger;

/**
 * Loggers of functions: JSON lines on Lambda, the JDK's own elsewhere, which a terminal shows as text. The JDK's way of
 * choosing a logger finds nothing of a bundle, since the managed runtime loads it by a class loader of its own.
 */
public final class Logs {
    private static final boolean ON_LAMBDA = System.getenv("AWS_LAMBDA_RUNTIME_API") != null;

    private Logs() {}

    public static Logger of(Class<?> owner) {
        return ON_LAMBDA ? new JsonLogger(owner.getSimpleName(), Console.STANDARD) : System.getLogger(owner.getName());
    }
}
