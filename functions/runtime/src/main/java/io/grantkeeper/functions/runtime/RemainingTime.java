package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/** How long the running invocation may still take before it is cut off. */
@FunctionalInterface
public interface RemainingTime {
    /** The invocation that this thread runs; only {@link FunctionEntry} binds it. */
    ScopedValue<Context> INVOCATION = ScopedValue.newInstance();

    Duration left();

    /** What Lambda says of the running invocation; outside one, as long as Lambda ever gives. */
    static RemainingTime ofInvocation() {
        return () -> INVOCATION.isBound()
                ? Duration.ofMillis(INVOCATION.get().getRemainingTimeInMillis())
                : Duration.ofMinutes(15);
    }
}
