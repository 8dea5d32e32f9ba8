package io.grantkeeper.store.testkit.kill;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the operations of guarded ports, and kills the process at one of them, once. */
public final class KillSwitch {
    /** Whether the operation that the process dies at has taken effect. */
    public enum Effect {
        LOST,
        DONE
    }

    private final int fatal;
    private final Effect effect;
    private int operations;
    private boolean dead;
    private Optional<String> diedAt = Optional.empty();

    private KillSwitch(int fatal, Effect effect) {
        this.fatal = fatal;
        this.effect = effect;
    }

    public static KillSwitch never() {
        return new KillSwitch(0, Effect.LOST);
    }

    /** Kills at one operation, counted from 1. */
    public static KillSwitch at(int operation, Effect effect) {
        return new KillSwitch(operation, effect);
    }

    /** The port, so that the process can die at each call of it. */
    @SuppressWarnings("unchecked") // the proxy implements the port and nothing else
    public <T> T guard(Class<T> port, T real) {
        return (T) Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> call(real, method, arguments));
    }

    private @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(real, arguments);
        }
        String operation = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        boolean dies = begin(operation);
        method.trySetAccessible(); // a test's own port may be hidden in its package
        Object result;
        try {
            result = method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw dies ? die(operation) : e.getCause(); // one that is refused can be the last that a process sees
        }
        if (dies) {
            throw die(operation);
        }
        return result;
    }

    /** Whether the process dies once this operation is done. One at a time: a port may be called from many threads. */
    private synchronized boolean begin(String operation) {
        if (dead) {
            throw new ProcessDied(operation);
        }
        operations++;
        boolean dies = operations == fatal;
        if (dies && effect == Effect.LOST) {
            throw die(operation);
        }
        return dies;
    }

    private synchronized ProcessDied die(String operation) {
        dead = true;
        diedAt = Optional.of("%s, operation %d, effect %s".formatted(operation, fatal, effect));
        return new ProcessDied(operation);
    }

    /** A new process takes over. */
    public synchronized void restart() {
        dead = false;
    }

    public synchronized int operations() {
        return operations;
    }

    /** Where it died, for messages; empty where it has not (yet). */
    public synchronized Optional<String> diedAt() {
        return diedAt;
    }
}
