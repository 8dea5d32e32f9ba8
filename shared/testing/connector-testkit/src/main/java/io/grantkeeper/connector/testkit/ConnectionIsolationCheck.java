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

/** Checks that one connector can serve two connections at the same time without mixing their data. */
final class ConnectionIsolationCheck {
    private final ContractContext run;

    ConnectionIsolationCheck(ContractContext run) {
        this.run = run;
    }

    void connectionsAreIsolated(AccessStream stream) throws ConnectorException {
        try (ProviderDouble second = run.contract().startDouble(ProviderDoubleOptions.named("two"))) {
            Result alone = readAlone(stream, run.provider(), "one");
            Result otherAlone = readAlone(stream, second, "two");
            try (ConnectorTestRig shared = run.rig(ConnectorTestRig.LONG_WAIT)) {
                TestConnection one = shared.connect(run.provider(), "one", TrafficInterceptor.NONE);
                TestConnection two = shared.connect(second, "two", TrafficInterceptor.NONE);
                AccessStream once = shared.connector().stream(stream.id());
                Map<String, FullStreamRead> together =
                        readConcurrently(Map.of("one", () -> through(once, one), "two", () -> through(once, two)));
                assertThat(together.get("one"))
                        .as("connection one, read concurrently with another")
                        .isEqualTo(alone.walk);
                assertThat(together.get("two"))
                        .as("connection two, read concurrently with another")
                        .isEqualTo(otherAlone.walk);
                assertThat(paths(one)).as("calls made for connection one").isEqualTo(alone.paths);
                assertThat(paths(two)).as("calls made for connection two").isEqualTo(otherAlone.paths);
                if (!one.credentials().equals(two.credentials())) {
                    assertThat(tokenHashes(one))
                            .as("hashes of tokens that were used for both connections (the tokens are not shown)")
                            .noneMatch(tokenHashes(two)::contains);
                }
            }
        }
    }

    private record Result(FullStreamRead walk, Map<String, Long> paths) {}

    private Result readAlone(AccessStream stream, ProviderDouble provider, String name) throws ConnectorException {
        try (ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = testRig.connect(provider, name, TrafficInterceptor.NONE);
            return new Result(through(testRig.connector().stream(stream.id()), connected), paths(connected));
        }
    }

    private FullStreamRead through(AccessStream stream, TestConnection connected) throws ConnectorException {
        return FullStreamRead.through(stream, connected, run.window());
    }

    private static Map<String, Long> paths(TestConnection connected) {
        return connected.calls().stream()
                .collect(Collectors.groupingBy(
                        call -> call.method() + " " + call.path(), TreeMap::new, Collectors.counting()));
    }

    /** Returns hash codes of the tokens, so that a failing test does not print tokens. */
    private static Set<Integer> tokenHashes(TestConnection connected) {
        Set<Integer> tokens = new TreeSet<>();
        connected.calls().forEach(call -> {
            String header = call.headers().get("authorization");
            if (header != null) {
                tokens.add(header.hashCode());
            }
        });
        return tokens;
    }

    private static Map<String, FullStreamRead> readConcurrently(Map<String, Callable<FullStreamRead>> walks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<FullStreamRead>> running = new TreeMap<>();
            walks.forEach((name, walk) -> running.put(name, threads.submit(walk)));
            Map<String, FullStreamRead> done = new TreeMap<>();
            for (Map.Entry<String, Future<FullStreamRead>> walk : running.entrySet()) {
                done.put(walk.getKey(), walk.getValue().get());
            }
            return done;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted");
        } catch (ExecutionException e) {
            throw new AssertionError("reading two connections concurrently failed", e.getCause());
        }
    }
}
