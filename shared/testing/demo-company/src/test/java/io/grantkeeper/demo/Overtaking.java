package io.grantkeeper.demo;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Runs an action once, immediately before a call that writes rows or digests. This simulates another process that was
 * faster than the process that makes the call.
 */
final class Overtaking {
    private static final Set<String> WRITES = Set.of("apply", "remove", "prepare", "save");

    private int calls;
    private Runnable action = () -> {};

    /**
     * Runs the action before a later call.
     *
     * @param call the number of the call, counted from 1
     */
    void beforeWrite(int call, Runnable next) {
        calls = call;
        action = next;
    }

    /** Cancels an action that has not run yet. */
    void cancel() {
        calls = 0;
    }

    <T> T guard(Class<T> port, T store) {
        Object proxy = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
            if (WRITES.contains(method.getName()) && calls > 0 && --calls == 0) {
                action.run();
            }
            try {
                return method.invoke(store, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return port.cast(proxy);
    }
}
