package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/** The time left until Lambda stops the running invocation. */
@FunctionalInterface
public interface RemainingTime {
    /** The invocation that runs on this thread; only {@link FunctionEntry} binds it. */
    ScopedValue<Context> INVOCATION = ScopedValue.newInstance();

    Duration left();

    /** Returns the remaining time that Lambda reports; outside an invocation, Lambda's maximum timeout. */
    static RemainingTime ofInvocation() {
        return () -> INVOCATION.isBound()
                ? Duration.ofMillis(INVOCATION.get().getRemainingTimeInMillis())
                : Duration.ofMinutes(15);
    }
}
