package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.aws.eventbridge.EventBridgeSink;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.outbound.OutboundHttpClients;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.signals.set.SecurityEventMapper;
import io.grantkeeper.signals.set.SecurityEventTokenKeys;
import io.grantkeeper.signals.set.SecurityEventTokenSigner;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.transmit.LedgerFollower;
import io.grantkeeper.signals.transmit.OcsfFileSink;
import io.grantkeeper.signals.transmit.OcsfHttpSink;
import io.grantkeeper.signals.transmit.OcsfSink;
import io.grantkeeper.signals.transmit.SignalDeliverer;
import io.grantkeeper.signals.transmit.SignalPublisher;
import io.grantkeeper.signals.transmit.SignalReceiver;
import io.grantkeeper.signals.transmit.SsfTransmitter;
import io.grantkeeper.signals.transmit.StreamStatusChange;
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
 * The dependencies of the functions that publish signals. A secret is resolved when it is first used.
 *
 * @param secrets resolves the reference to a credential
 * @param bus supplies the EventBridge client, for sinks on an event bus
 */
public record SignalDependencies(
        SignalsConfig config,
        Function<String, Secret> secrets,
        SignalStore store,
        Supplier<EventBridgeClient> bus,
        Clock clock) {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Returns dependencies without any receiver or sink. */
    public static SignalDependencies none(SignalStore store, Clock clock) {
        return new SignalDependencies(
                SignalsConfig.none(),
                _ -> {
                    throw new IllegalStateException("no receiver or sink is configured, so no secret is needed");
                },
                store,
                () -> {
                    throw new IllegalStateException("no receiver or sink is configured, so no event bus is needed");
                },
                clock);
    }

    SignalPublisher publisher() {
        return new SignalPublisher(store, new SecurityEventMapper(issuer()), signer(), config.destinations());
    }

    LedgerFollower follower(LogStore log) {
        return new LedgerFollower(log, store, publisher());
    }

    SignalDeliverer deliverer() {
        HttpClient http = http();
        List<SignalReceiver> receivers = receivers();
        return new SignalDeliverer(
                store,
                config.allSinks().stream().map(sink -> sink(sink, http)).toList(),
                name -> receivers.stream()
                        .filter(receiver -> receiver.name().equals(name))
                        .findFirst(),
                http,
                clock);
    }

    /** Returns the Shared Signals transmitter; empty if no receiver is configured. */
    Optional<SsfTransmitter> transmitter(TenantId tenant) {
        return config.allReceivers().isEmpty()
                ? Optional.empty()
                : Optional.of(new SsfTransmitter(tenant, issuer(), keys(), receivers(), store, clock));
    }

    /** Returns the use case that changes the status of Shared Signals streams; empty if no receiver is configured. */
    public Optional<StreamStatusChange> statusChange() {
        return signer().map(signer -> new StreamStatusChange(store, signer, clock));
    }

    private String issuer() {
        return config.issuer().orElse("");
    }

    private Optional<SecurityEventTokenSigner> signer() {
        SecurityEventTokenKeys keys = keys();
        return keys.isEmpty() ? Optional.empty() : Optional.of(new SecurityEventTokenSigner(issuer(), keys));
    }

    private SecurityEventTokenKeys keys() {
        return new SecurityEventTokenKeys(
                config.allReceivers().isEmpty()
                        ? List.of()
                        : config.allKeys().stream()
                                .map(key -> new SecurityEventTokenKeys.ConfiguredKey(
                                        key.id().orElseThrow(),
                                        () -> secrets.apply(key.privateKey().orElseThrow())))
                                .toList());
    }

    private List<SignalReceiver> receivers() {
        return config.allReceivers().stream()
                .map(receiver -> new SignalReceiver(
                        receiver.id().orElseThrow(),
                        () -> secrets.apply(receiver.token().orElseThrow()),
                        receiver.audience().orElseThrow(),
                        Set.copyOf(receiver.hosts().orElse(List.of()))))
                .toList();
    }

    private static HttpClient http() {
        return OutboundHttpClients.client(CONNECT).build();
    }

    private OcsfSink sink(SignalsConfig.Sink sink, HttpClient http) {
        String to = sink.to().orElseThrow();
        if (to.startsWith("file:")) {
            return new OcsfFileSink(sink.destination(), Path.of(to.substring("file:".length())));
        }
        if (to.startsWith("eventbridge:")) {
            return new EventBridgeSink(sink.destination(), bus, to.substring("eventbridge:".length()));
        }
        return new OcsfHttpSink(
                sink.destination(),
                URI.create(to),
                sink.token().<Supplier<Secret>>map(reference -> () -> secrets.apply(reference)),
                http);
    }
}
