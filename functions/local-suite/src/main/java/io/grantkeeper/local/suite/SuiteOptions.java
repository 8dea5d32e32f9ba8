package io.grantkeeper.local.suite;

import io.grantkeeper.connector.http.CredentialResolver;
import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecidePorts;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.functions.messaging.Answers;
import io.grantkeeper.functions.publishsignals.SignalPorts;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.SignalStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a suite is started with.
 *
 * @param data the folder that keeps state; empty for state that is gone when the suite is closed
 * @param clock what all parts take for the time
 * @param port where webhooks are heard on 127.0.0.1; 0 for any free one, empty for none
 * @param answers how people answer, once it is known where this suite is reached; empty where they cannot
 * @param reviews the reviews that are configured
 * @param ledgerKeys the folder that keeps the ledger's keys; empty for a key that is gone with the process
 * @param decisions how the decision point behaves, and who may call it
 * @param signals who else is told, over the suite's own store; empty for nobody
 */
public record SuiteOptions(
        TenantId tenant,
        List<Connection> connections,
        CredentialResolver credentials,
        AlertChannels alerts,
        Optional<Function<URI, Answers>> answers,
        ReviewsConfig reviews,
        DetectionConfig detection,
        Clock clock,
        Optional<Path> data,
        Optional<Integer> port,
        Optional<Path> ledgerKeys,
        DecidePorts decisions,
        Optional<Function<SignalStore, SignalPorts>> signals) {
    public SuiteOptions {
        connections = List.copyOf(connections);
    }

    /** With a decision point that lets nobody in, and no other systems to tell. */
    public SuiteOptions(
            TenantId tenant,
            List<Connection> connections,
            CredentialResolver credentials,
            AlertChannels alerts,
            Optional<Function<URI, Answers>> answers,
            ReviewsConfig reviews,
            DetectionConfig detection,
            Clock clock,
            Optional<Path> data,
            Optional<Integer> port,
            Optional<Path> ledgerKeys) {
        this(
                tenant,
                connections,
                credentials,
                alerts,
                answers,
                reviews,
                detection,
                clock,
                data,
                port,
                ledgerKeys,
                new DecidePorts(tenant, DecideConfig.standard(), List.of()),
                Optional.empty());
    }

    public SuiteOptions withSignals(Function<SignalStore, SignalPorts> over) {
        return new SuiteOptions(
                tenant,
                connections,
                credentials,
                alerts,
                answers,
                reviews,
                detection,
                clock,
                data,
                port,
                ledgerKeys,
                decisions,
                Optional.of(over));
    }
}
