package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * The tests that an implementation of AWS fails because it differs from AWS. Such a test still runs. If it fails, it
 * counts as skipped, with the difference as the reason. If it succeeds, the build fails, so that the list stays
 * accurate.
 *
 * @param reasons the differences, keyed by the name of the test method
 */
record KnownDifferences(Map<String, String> reasons) implements InvocationInterceptor {
    KnownDifferences {
        reasons = Map.copyOf(reasons);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        String reason = reasons.get(method.getExecutable().getName());
        if (reason == null) {
            invocation.proceed();
            return;
        }
        try {
            invocation.proceed();
        } catch (Exception | AssertionError e) {
            throw new TestAbortedException("known difference from AWS: " + reason, e);
        }
        fail("succeeds now: remove it from the known differences (%s)", reason);
    }
}
