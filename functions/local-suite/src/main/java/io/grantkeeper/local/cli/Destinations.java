package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.publishsignals.SignalsConfig;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.EventStream;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where signals go: the sinks of the configuration, and the streams that receivers have set up. */
final class Destinations {
    /** More than anybody reads; a destination with more of them has another problem than their number. */
    private static final int MOST = 10_000;

    private final SignalStore store;
    private final TenantId tenant;
    private final List<String> sinks;

    Destinations(ConnectionsConfig config, SignalStore store) {
        this.store = store;
        this.tenant = config.tenant();
        this.sinks = config.signals()
                .map(SignalsConfig::parse)
                .map(SignalsConfig::destinations)
                .orElse(List.of());
    }

    /**
     * One of them.
     *
     * @param name a sink's, or a stream's id
     * @param receiver whose stream it is; empty for a sink
     * @param status {@code enabled}, {@code paused} or {@code disabled}
     */
    record Destination(String name, Optional<String> receiver, String status) {
        static Destination of(EventStream stream) {
            return new Destination(
                    stream.id(), Optional.of(stream.receiver()), stream.status().code());
        }
    }

    /** A signal that was put aside; what it says stays unsaid. */
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
     * Some of them.
     *
     * @param name of one; empty for all
     * @throws IllegalArgumentException where none is called so
     */
    List<Destination> chosen(Optional<String> name) {
        List<Destination> all = all();
        if (name.isPresent() && all.stream().noneMatch(each -> each.name().equals(name.get()))) {
            throw new IllegalArgumentException(
                    "no destination is called '%s'; 'grantkeeper signals list' shows them".formatted(name.get()));
        }
        return all.stream()
                .filter(each -> name.isEmpty() || each.name().equals(name.get()))
                .toList();
    }

    List<PendingSignal> waiting(Destination destination) {
        return all(destination, name -> store.due(tenant, name, Instant.MAX, MOST));
    }

    List<PendingSignal> dead(Destination destination) {
        return all(destination, name -> store.dead(tenant, name, MOST));
    }

    /** What is for a receiver is also what is about its stream itself. */
    private static List<PendingSignal> all(Destination destination, Function<String, List<PendingSignal>> read) {
        Stream<String> names = destination.receiver().isPresent()
                ? Stream.of(destination.name(), EventStream.aboutItself(destination.name()))
                : Stream.of(destination.name());
        return names.flatMap(name -> read.apply(name).stream()).toList();
    }

    boolean redrive(PendingSignal signal) {
        return store.redrive(tenant, signal);
    }
}
