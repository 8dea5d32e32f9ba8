package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.publishsignals.SignalsConfig;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.SignalStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The destinations of signals: the configured sinks, and the streams that receivers created. */
final class SignalDestinations {
    /** The maximum number of signals to read per destination, which is more than an operator would look at. */
    private static final int MOST = 10_000;

    private final SignalStore store;
    private final TenantId tenant;
    private final List<String> sinks;

    SignalDestinations(ConnectionsConfig config, SignalStore store) {
        this.store = store;
        this.tenant = config.tenant();
        this.sinks = config.signals()
                .map(SignalsConfig::parse)
                .map(SignalsConfig::destinations)
                .orElse(List.of());
    }

    /**
     * A destination of signals.
     *
     * @param name a sink's name, or a stream's ID
     * @param receiver the receiver that owns the stream; empty for a sink
     * @param status {@code enabled}, {@code paused} or {@code disabled}
     */
    record Destination(String name, Optional<String> receiver, String status) {
        static Destination of(SignalStream stream) {
            return new Destination(
                    stream.id(), Optional.of(stream.receiver()), stream.status().code());
        }
    }

    /** A dead-lettered signal without its content, which is never shown. */
    record DeadLetter(String destination, String id, Instant at, int tries, String problem) {
        static DeadLetter of(PendingSignal signal) {
            return new DeadLetter(
                    signal.destination(),
                    signal.id(),
                    signal.at(),
                    signal.tries(),
                    signal.problem().orElse(""));
        }
    }

    List<Destination> all() {
        return Stream.concat(
                        sinks.stream().map(name -> new Destination(name, Optional.empty(), "enabled")),
                        store.streams(tenant).stream().map(Destination::of))
                .toList();
    }

    /**
     * Returns one destination, or all.
     *
     * @param name the name of the destination; empty for all
     * @throws IllegalArgumentException if no destination has that name
     */
    List<Destination> select(Optional<String> name) {
        List<Destination> all = all();
        if (name.isPresent() && all.stream().noneMatch(each -> each.name().equals(name.get()))) {
            throw new IllegalArgumentException(
                    "destination '%s' not found; see 'grantkeeper signals list'".formatted(name.get()));
        }
        return all.stream()
                .filter(each -> name.isEmpty() || each.name().equals(name.get()))
                .toList();
    }

    List<PendingSignal> waiting(Destination destination) {
        return all(destination, name -> store.due(tenant, name, Instant.MAX, MOST));
    }

    List<PendingSignal> deadLetters(Destination destination) {
        return all(destination, name -> store.dead(tenant, name, MOST));
    }

    /** Returns all signals of a destination. The signals for a receiver include those about its stream itself. */
    private static List<PendingSignal> all(Destination destination, Function<String, List<PendingSignal>> read) {
        Stream<String> names = destination.receiver().isPresent()
                ? Stream.of(destination.name(), SignalStream.selfDestination(destination.name()))
                : Stream.of(destination.name());
        return names.flatMap(name -> read.apply(name).stream()).toList();
    }

    boolean redrive(PendingSignal signal) {
        return store.redrive(tenant, signal);
    }
}
