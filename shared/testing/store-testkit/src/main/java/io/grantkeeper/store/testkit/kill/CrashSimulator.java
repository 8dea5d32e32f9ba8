package io.grantkeeper.store.testkit.kill;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the operations of guarded ports, and simulates one process crash at a chosen operation. */
public final class CrashSimulator {
    /** The effect of the operation at which the process crashes: whether it takes effect before the crash. */
    public enum Effect {
        LOST,
        DONE
    }

    private final int fatal;
    private final Effect effect;
    private final List<String> history = new ArrayList<>();
    private boolean dead;
    private Optional<String> crashedAt = Optional.empty();

    private CrashSimulator(int fatal, Effect effect) {
        this.fatal = fatal;
        this.effect = effect;
    }

    public static CrashSimulator never() {
        return new CrashSimulator(0, Effect.LOST);
    }

    /** Returns a simulator that crashes the process at one operation, counted from 1. */
    public static CrashSimulator at(int operation, Effect effect) {
        return new CrashSimulator(operation, effect);
    }

    /** Wraps a port, so that the simulated crash can happen at each of its calls. */
    @SuppressWarnings("unchecked") // the proxy implements only the port
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
        method.trySetAccessible(); // the port of a test may be package-private
        Object result;
        try {
            result = method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw dies ? crash(operation) : e.getCause(); // a rejected operation may be the last one
        }
        if (dies) {
            throw crash(operation);
        }
        return result;
    }

    /**
     * Counts an operation and returns whether the process crashes after it. If the process is to crash before the
     * operation takes effect, throws the error that simulates the crash instead. Synchronized, because many threads may
     * call a port.
     */
    private synchronized boolean begin(String operation) {
        if (dead) {
            throw new ProcessCrashedError(operation);
        }
        history.add(operation);
        boolean dies = history.size() == fatal;
        if (dies && effect == Effect.LOST) {
            throw crash(operation);
        }
        return dies;
    }

    private synchronized ProcessCrashedError crash(String operation) {
        dead = true;
        crashedAt = Optional.of("%s, %s".formatted(operation, this));
        return new ProcessCrashedError(operation);
    }

    @Override
    public String toString() {
        return "operation %d, effect %s".formatted(fatal, effect);
    }

    /** Simulates a new process that takes over after a crash. */
    public synchronized void restart() {
        dead = false;
    }

    public synchronized int operations() {
        return history.size();
    }

    /** Returns the name of each operation so far, in order. */
    synchronized List<String> history() {
        return List.copyOf(history);
    }

    /**
     * Returns the operation at which the process crashed, for use in messages; empty if the process has not crashed.
     */
    public synchronized Optional<String> crashedAt() {
        return crashedAt;
    }
}
