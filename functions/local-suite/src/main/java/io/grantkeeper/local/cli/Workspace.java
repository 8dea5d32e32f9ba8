package io.grantkeeper.local.cli;

import io.grantkeeper.alerts.AlertSettings;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.connector.http.CredentialResolver;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.connections.KeptCredentials;
import io.grantkeeper.functions.decide.DecidePorts;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.functions.messaging.AlertsConfig;
import io.grantkeeper.functions.messaging.Answers;
import io.grantkeeper.functions.publishsignals.SignalPorts;
import io.grantkeeper.functions.publishsignals.SignalsConfig;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.local.doubles.FolderChannel;
import io.grantkeeper.local.suite.LocalLedger;
import io.grantkeeper.local.suite.SuiteOptions;
import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.signals.stream.SignalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** The options that name a configuration and a data folder, and what follows from them. */
final class Workspace {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int GIVE_UP_AFTER = 5;
    /** Somebody waits for the sweep to end, so findings are grouped for seconds, not for a minute. */
    private static final DetectionConfig DETECTION =
            new DetectionConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(3));

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "grantkeeper.json",
            description = "Names connections, alerts and detection (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("grantkeeper.json");

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "Keeps state between commands (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--ledger-keys",
            paramLabel = "FOLDER",
            description = "Keeps the ledger's signing key (default: .grantkeeper in your home folder).")
    private @Nullable Path ledgerKeys;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Reads an installation's table in AWS, with the credentials and region of the environment,"
                    + " in place of the data folder.")
    private @Nullable String table;

    private final Clock clock = Clock.systemUTC();
    private final ConnectorRegistry connectors = ConnectorRegistry.standard();
    private final SecretResolver secrets = new SecretResolver(
            System.getenv(), () -> AwsClients.fromEnvironment().secretsManager(), clock);

    Clock clock() {
        return clock;
    }

    ConnectorRegistry connectors() {
        return connectors;
    }

    /**
     * Reads the configuration.
     *
     * @throws IllegalArgumentException naming everything that has to be mended
     */
    ConnectionsConfig config() {
        String text;
        try {
            text = Files.readString(config);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the configuration %s cannot be read; name another with --config (README: connect real tenants)"
                            .formatted(config),
                    e);
        }
        return switch (ConnectionsConfig.parse(text, connectors)) {
            case ConnectionsConfig.Parsed(ConnectionsConfig parsed) -> parsed;
            case ConnectionsConfig.Mistaken mistaken ->
                throw new IllegalArgumentException("%s has mistakes:%n%s".formatted(config, mistaken.message()));
        };
    }

    /** The stores in the data folder, or in an installation's table, for commands that only read. */
    SuiteStores stores() {
        if (table != null) {
            return SuiteStores.inAws(table);
        }
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException(
                    "the data folder %s is not there; run 'grantkeeper sweep' first, or name it with --data"
                            .formatted(data));
        }
        return SuiteStores.open(data);
    }

    /**
     * What a suite is started with.
     *
     * @param connections which of the configured ones
     * @param port where webhooks are heard; empty for none
     */
    SuiteOptions options(ConnectionsConfig parsed, List<Connection> connections, Optional<Integer> port) {
        requireDataFolder("what this command does, functions do in an installation");
        SuiteOptions options = new SuiteOptions(
                parsed.tenant(),
                connections,
                credentials(),
                parsed.alerts()
                        .map(json -> AlertChannels.of(
                                AlertsConfig.parse(json),
                                reference -> secrets.resolve("alerts", reference),
                                SesV2Client::create,
                                clock))
                        .orElseGet(this::intoFolder),
                parsed.alerts()
                        .flatMap(json ->
                                Answers.of(AlertsConfig.parse(json), reference -> secrets.resolve("alerts", reference)))
                        .map(answers -> _ -> answers),
                parsed.reviews().map(ReviewsConfig::parse).orElseGet(ReviewsConfig::none),
                parsed.detection().map(DetectionConfig::parse).orElse(DETECTION),
                clock,
                Optional.of(data),
                port,
                Optional.of(ledgerKeys()),
                DecidePorts.of(parsed),
                Optional.empty());
        return parsed.signals()
                .map(SignalsConfig::parse)
                .map(signals -> options.withSignals(store -> signals(signals, store)))
                .orElse(options);
    }

    /** What other systems are told with, over a store. */
    SignalPorts signals(ConnectionsConfig parsed, SignalStore store) {
        return signals(parsed.signals().map(SignalsConfig::parse).orElseGet(SignalsConfig::none), store);
    }

    private SignalPorts signals(SignalsConfig signals, SignalStore store) {
        return new SignalPorts(
                signals,
                reference -> secrets.resolve("signals", reference),
                store,
                () -> AwsClients.fromEnvironment().eventBridge(),
                clock);
    }

    /** Tells the ledger where the configuration is another than the one before. */
    void tellConfiguration(ConnectionsConfig parsed, SuiteStores stores) {
        try {
            stores.configurations().inForce(parsed.tenant(), Files.readString(config), clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration %s cannot be read".formatted(config), e);
        }
    }

    /** The ledger's key, and its checkpoints in the data folder. */
    LocalLedger ledger() {
        requireDataFolder("the ledger of an installation is checked by seal-ledger each time it signs");
        return new LocalLedger(Optional.of(ledgerKeys()), Optional.of(data));
    }

    private void requireDataFolder(String instead) {
        if (table != null) {
            throw new IllegalArgumentException("--table is for commands that only read the inventory: " + instead);
        }
    }

    private Path ledgerKeys() {
        return ledgerKeys == null ? Path.of(System.getProperty("user.home"), ".grantkeeper") : ledgerKeys;
    }

    CredentialResolver credentials() {
        return new KeptCredentials(secrets);
    }

    private AlertChannels intoFolder() {
        return new AlertChannels(
                List.of(new FolderChannel(data.resolve("alerts"))),
                new AlertSettings(
                        Severity.MEDIUM,
                        new Recipient("Security", "security@localhost", List.of()),
                        LEASE,
                        GIVE_UP_AFTER));
    }
}
