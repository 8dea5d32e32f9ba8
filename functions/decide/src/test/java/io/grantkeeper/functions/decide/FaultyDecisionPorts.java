package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Makes selected port calls fail or hang, and records the names of all port calls. */
final class FaultyDecisionPorts {
    static final String CLOCK = "Clock.instant";
    /** The names of the two methods that record decisions. */
    static final String[] RECORD = {"DecisionLog.recordNew", "DecisionLog.record"};

    private final Set<String> calls = new ConcurrentSkipListSet<>();
    private volatile Set<String> broken = Set.of();
    private volatile Optional<CountDownLatch> hanging = Optional.empty();

    <T> T guard(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (_, method, arguments) -> call(port, real, method, arguments)));
    }

    @SuppressWarnings("unchecked") // the proxy implements only the queue
    WorkQueue<AlertWork> queue(WorkQueue<AlertWork> real) {
        return (WorkQueue<AlertWork>) guard(WorkQueue.class, real);
    }

    Clock clock(Clock real) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return real.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return real.withZone(zone);
            }

            @Override
            public Instant instant() {
                enter(CLOCK);
                return real.instant();
            }
        };
    }

    private @Nullable Object call(Class<?> port, Object real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(real, arguments);
        }
        enter(port.getSimpleName() + "." + method.getName());
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void enter(String call) {
        calls.add(call);
        if (broken.contains(call)) {
            hanging.ifPresent(FaultyDecisionPorts::await);
            throw new IllegalStateException("injected fault");
        }
    }

    private static void await(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes these calls fail. All other calls succeed. */
    void fail(String... calls) {
        broken = Set.of(calls);
    }

    /** Makes these calls hang until the latch opens, and then fail. */
    void hang(CountDownLatch until, String... calls) {
        hanging = Optional.of(until);
        broken = Set.of(calls);
    }

    void recover() {
        broken = Set.of();
        hanging = Optional.empty();
    }

    /** Clears the recorded calls. */
    void reset() {
        calls.clear();
    }

    /** Returns the names of the recorded calls. */
    Set<String> calls() {
        return Set.copyOf(calls);
    }
}
