package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The state that all checks of one contract test share: a double that no check modifies and, for each stream, the
 * result of a fault-free read from that double.
 */
final class ContractContext implements AutoCloseable {
    private final ConnectorContract contract;
    private final Map<StreamId, FullStreamRead> walks = new ConcurrentHashMap<>();
    private final Map<StreamRequest, List<ReceivedCall>> calls = new ConcurrentHashMap<>();
    private Optional<ProviderDouble> provider = Optional.empty();

    ContractContext(ConnectorContract contract) {
        this.contract = contract;
    }

    ConnectorContract contract() {
        return contract;
    }

    synchronized ProviderDouble provider() {
        if (provider.isEmpty()) {
            provider = Optional.of(contract.startDouble(ProviderDoubleOptions.named("one")));
        }
        return provider.get();
    }

    List<AccessStream> streams() {
        return contract.connector().streams();
    }

    LogWindow window() {
        return contract.logWindow(provider().clock().instant());
    }

    ConnectorTestRig rig(ProviderHttpOptions options) {
        return new ConnectorTestRig(contract.connector(), provider().clock(), options);
    }

    /** Reads a stream without faults. The result is cached. */
    FullStreamRead faultFreeWalk(AccessStream stream) throws ConnectorException {
        FullStreamRead known = walks.get(stream.id());
        if (known == null) {
            known = walk(stream, provider(), TrafficInterceptor.NONE);
            walks.put(stream.id(), known);
        }
        return known;
    }

    /** Returns the calls that a fresh connector makes for one step of a stream, including those for authentication. */
    List<ReceivedCall> calls(StreamRequest step) {
        return calls.computeIfAbsent(
                step,
                _ -> runStep(
                        step,
                        TrafficInterceptor.NONE,
                        ConnectorTestRig.LONG_WAIT,
                        (connected, _) -> connected.calls()));
    }

    /** Reads a whole stream with a fresh connector. */
    FullStreamRead walk(AccessStream stream, ProviderDouble from, TrafficInterceptor interceptor)
            throws ConnectorException {
        try (ConnectorTestRig testRig =
                new ConnectorTestRig(contract.connector(), from.clock(), ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = testRig.connect(from, "one", interceptor);
            return FullStreamRead.through(
                    testRig.connector().stream(stream.id()),
                    connected,
                    contract.logWindow(from.clock().instant()));
        }
    }

    /**
     * Runs one step of a stream with a fresh connector, passes the outcome to a function, and returns the function's
     * result.
     */
    <T> T runStep(
            StreamRequest step,
            TrafficInterceptor interceptor,
            ProviderHttpOptions options,
            BiFunction<TestConnection, StreamRequestOutcome, T> look) {
        try (ConnectorTestRig testRig = rig(options)) {
            TestConnection connected = testRig.connect(provider(), "one", interceptor);
            return look.apply(connected, StreamRequestOutcome.of(step, connected));
        }
    }

    @Override
    public synchronized void close() {
        provider.ifPresent(ProviderDouble::close);
        provider = Optional.empty();
    }
}
