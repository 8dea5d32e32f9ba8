package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** What all checks of one contract share: a double that nothing changes, and each stream as read from it undisturbed. */
final class ContractRun implements AutoCloseable {
    private final ConnectorContract contract;
    private final Map<StreamId, Walk> walks = new ConcurrentHashMap<>();
    private final Map<Step, List<Call>> calls = new ConcurrentHashMap<>();
    private Optional<ProviderDouble> provider = Optional.empty();

    ContractRun(ConnectorContract contract) {
        this.contract = contract;
    }

    ConnectorContract contract() {
        return contract;
    }

    synchronized ProviderDouble provider() {
        if (provider.isEmpty()) {
            provider = Optional.of(contract.startDouble(DoubleOptions.named("one")));
        }
        return provider.get();
    }

    List<AccessStream> streams() {
        return contract.connector().streams();
    }

    LogWindow window() {
        return contract.logWindow(provider().clock().instant());
    }

    Rig rig(HttpOptions options) {
        return new Rig(contract.connector(), provider().clock(), options);
    }

    /** The stream as it is without any trouble. */
    Walk undisturbed(AccessStream stream) throws ConnectorException {
        Walk known = walks.get(stream.id());
        if (known == null) {
            known = walk(stream, provider(), Interference.NONE);
            walks.put(stream.id(), known);
        }
        return known;
    }

    /** The calls that a step makes with a fresh connector, authentication included. */
    List<Call> calls(Step step) {
        return calls.computeIfAbsent(
                step, _ -> step(step, Interference.NONE, Rig.PATIENT, (connected, _) -> connected.calls()));
    }

    /** Reads a stream whole, with a fresh connector. */
    Walk walk(AccessStream stream, ProviderDouble from, Interference interference) throws ConnectorException {
        try (Rig rig = new Rig(contract.connector(), from.clock(), Rig.PATIENT)) {
            Connected connected = rig.connect(from, "one", interference);
            return Walk.through(
                    fresh(rig, stream),
                    connected,
                    contract.logWindow(from.clock().instant()));
        }
    }

    static AccessStream fresh(Rig rig, AccessStream stream) {
        return rig.connector().streams().stream()
                .filter(candidate -> candidate.id().equals(stream.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("a fresh connector has no stream '" + stream.id() + "'"));
    }

    /** Takes one step with a fresh connector and tells what came of it. */
    <T> T step(Step step, Interference interference, HttpOptions options, BiFunction<Connected, StepOutcome, T> look) {
        try (Rig rig = rig(options)) {
            Connected connected = rig.connect(provider(), "one", interference);
            return look.apply(connected, StepOutcome.of(step, connected));
        }
    }

    @Override
    public synchronized void close() {
        provider.ifPresent(ProviderDouble::close);
        provider = Optional.empty();
    }
}
