package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** One connector serves two connections at once, and neither sees anything of the other. */
final class SeparationCheck {
    private final ContractRun run;

    SeparationCheck(ContractRun run) {
        this.run = run;
    }

    void twoConnectionsNeverMix(AccessStream stream) throws ConnectorException {
        try (ProviderDouble second = run.contract().startDouble(DoubleOptions.named("two"))) {
            Result alone = alone(stream, run.provider(), "one");
            Result otherAlone = alone(stream, second, "two");
            try (Rig shared = run.rig(Rig.PATIENT)) {
                Connected one = shared.connect(run.provider(), "one", Interference.NONE);
                Connected two = shared.connect(second, "two", Interference.NONE);
                AccessStream once = ContractRun.fresh(shared, stream);
                Map<String, Walk> together =
                        atOnce(Map.of("one", () -> through(once, one), "two", () -> through(once, two)));
                assertThat(together.get("one"))
                        .as("connection one, beside another")
                        .isEqualTo(alone.walk);
                assertThat(together.get("two"))
                        .as("connection two, beside another")
                        .isEqualTo(otherAlone.walk);
                assertThat(paths(one)).as("calls made for connection one").isEqualTo(alone.paths);
                assertThat(paths(two)).as("calls made for connection two").isEqualTo(otherAlone.paths);
                if (!one.credentials().equals(two.credentials())) {
                    assertThat(tokens(one))
                            .as("numbers of tokens that were used for both connections (the tokens are not shown)")
                            .noneMatch(tokens(two)::contains);
                }
            }
        }
    }

    private record Result(Walk walk, Map<String, Long> paths) {}

    private Result alone(AccessStream stream, ProviderDouble provider, String name) throws ConnectorException {
        try (Rig rig = run.rig(Rig.PATIENT)) {
            Connected connected = rig.connect(provider, name, Interference.NONE);
            return new Result(through(ContractRun.fresh(rig, stream), connected), paths(connected));
        }
    }

    private Walk through(AccessStream stream, Connected connected) throws ConnectorException {
        return Walk.through(stream, connected, run.window());
    }

    private static Map<String, Long> paths(Connected connected) {
        return connected.calls().stream()
                .collect(Collectors.groupingBy(
                        call -> call.method() + " " + call.path(), TreeMap::new, Collectors.counting()));
    }

    /** Fingerprints, so that a failing test shows no token. */
    private static Set<Integer> tokens(Connected connected) {
        Set<Integer> tokens = new TreeSet<>();
        connected.calls().forEach(call -> {
            String header = call.headers().get("authorization");
            if (header != null) {
                tokens.add(header.hashCode());
            }
        });
        return tokens;
    }

    private static Map<String, Walk> atOnce(Map<String, Callable<Walk>> walks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Walk>> running = new TreeMap<>();
            walks.forEach((name, walk) -> running.put(name, threads.submit(walk)));
            Map<String, Walk> done = new TreeMap<>();
            for (Map.Entry<String, Future<Walk>> walk : running.entrySet()) {
                done.put(walk.getKey(), walk.getValue().get());
            }
            return done;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted");
        } catch (ExecutionException e) {
            throw new AssertionError("two connections at once do not work", e.getCause());
        }
    }
}
