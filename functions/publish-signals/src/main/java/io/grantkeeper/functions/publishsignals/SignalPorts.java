package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.aws.eventbridge.EventBridgeSink;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.outbound.OutboundHttp;
import io.grantkeeper.signals.set.SecurityEvents;
import io.grantkeeper.signals.set.TokenKeys;
import io.grantkeeper.signals.set.TokenSigner;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.transmit.Deliverer;
import io.grantkeeper.signals.transmit.EventSink;
import io.grantkeeper.signals.transmit.FileSink;
import io.grantkeeper.signals.transmit.HttpSink;
import io.grantkeeper.signals.transmit.LogFollower;
import io.grantkeeper.signals.transmit.Publisher;
import io.grantkeeper.signals.transmit.Receiver;
import io.grantkeeper.signals.transmit.StreamStatusChange;
import io.grantkeeper.signals.transmit.Transmitter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * What the configuration's signals amount to. Secrets are found when they are first used.
 *
 * @param secrets finds a credential by its reference
 * @param bus EventBridge, for sinks that are on it
 */
public record SignalPorts(
        SignalsConfig config,
        Function<String, Secret> secrets,
        SignalStore store,
        Supplier<EventBridgeClient> bus,
        Clock clock) {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Nobody is told. */
    public static SignalPorts none(SignalStore store, Clock clock) {
        return new SignalPorts(
                SignalsConfig.none(),
                _ -> {
                    throw new IllegalStateException("nobody is told, so no secret is needed");
                },
                store,
                () -> {
                    throw new IllegalStateException("nobody is told, so no bus is needed");
                },
                clock);
    }

    Publisher publisher() {
        return new Publisher(store, new SecurityEvents(issuer()), signer(), config.destinations());
    }

    LogFollower follower(LogStore log) {
        return new LogFollower(log, store, publisher());
    }

    Deliverer deliverer() {
        HttpClient http = http();
        List<Receiver> receivers = receivers();
        return new Deliverer(
                store,
                config.allSinks().stream().map(sink -> sink(sink, http)).toList(),
                name -> receivers.stream()
                        .filter(receiver -> receiver.name().equals(name))
                        .findFirst(),
                http,
                clock);
    }

    /** Empty where no receiver is configured. */
    Optional<Transmitter> transmitter(TenantId tenant) {
        return config.allReceivers().isEmpty()
                ? Optional.empty()
                : Optional.of(new Transmitter(tenant, issuer(), keys(), receivers(), store, clock));
    }

    /** Changes what streams do; empty where no receiver is configured. */
    public Optional<StreamStatusChange> statusChange() {
        return signer().map(signer -> new StreamStatusChange(store, signer, clock));
    }

    private String issuer() {
        return config.issuer().orElse("");
    }

    private Optional<TokenSigner> signer() {
        TokenKeys keys = keys();
        return keys.isEmpty() ? Optional.empty() : Optional.of(new TokenSigner(issuer(), keys));
    }

    private TokenKeys keys() {
        return new TokenKeys(
                config.allReceivers().isEmpty()
                        ? List.of()
                        : config.allKeys().stream()
                                .map(key -> new TokenKeys.Named(
                                        key.id().orElseThrow(),
                                        () -> secrets.apply(key.privateKey().orElseThrow())))
                                .toList());
    }

    private List<Receiver> receivers() {
        return config.allReceivers().stream()
                .map(receiver -> new Receiver(
                        receiver.id().orElseThrow(),
                        () -> secrets.apply(receiver.token().orElseThrow()),
                        receiver.audience().orElseThrow(),
                        Set.copyOf(receiver.hosts().orElse(List.of()))))
                .toList();
    }

    private static HttpClient http() {
        return OutboundHttp.client(CONNECT).build();
    }

    private EventSink sink(SignalsConfig.Sink sink, HttpClient http) {
        String to = sink.to().orElseThrow();
        if (to.startsWith("file:")) {
            return new FileSink(sink.destination(), Path.of(to.substring("file:".length())));
        }
        if (to.startsWith("eventbridge:")) {
            return new EventBridgeSink(sink.destination(), bus, to.substring("eventbridge:".length()));
        }
        return new HttpSink(
                sink.destination(),
                URI.create(to),
                sink.token().<Supplier<Secret>>map(reference -> () -> secrets.apply(reference)),
                http);
    }
}
