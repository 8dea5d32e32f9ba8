package io.grantkeeper.cli;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.cli.server.ConsoleApiClient;
import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.connector.http.CredentialResolver;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfigError;
import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.functions.connections.ConnectionCredentialResolver;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.connections.LedgerConfig;
import io.grantkeeper.functions.console.ConsoleConfig;
import io.grantkeeper.functions.console.ConsoleSettings;
import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.messaging.AlertsConfig;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.publishsignals.SignalDependencies;
import io.grantkeeper.functions.publishsignals.SignalsConfig;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.local.doubles.FolderAlertChannel;
import io.grantkeeper.local.suite.LocalLedger;
import io.grantkeeper.local.suite.LocalSuiteEndpoint;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.alerts.AlertPacing;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.signals.stream.SignalStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * The options that name the configuration and the data folder of a command, and the objects that are built from both.
 */
final class WorkspaceOptions {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int GIVE_UP_AFTER = 5;
    /**
     * The settings for detection. A person waits for the sweep to end, so findings are grouped for seconds rather than
     * for a minute.
     */
    private static final DetectionConfig DETECTION = DetectionConfig.standard().withGroupingSeconds(3);

    /** The environment variable with the API key for {@code --server}. */
    private static final String API_KEY = "GRANTKEEPER_API_KEY";

    private static final String SERVER_COMMANDS =
            "inventory, show, findings, paths, posture, coverage, incidents, answers, alerts list, preview, release, snooze, mute and"
                    + " unmute, decisions list and show, ledger show and prove, evidence, policy list, apply, propose, approve, decline and demote,"
                    + " approved list, show, add, end, triage and undo, review list, show, start and close. For anything else, use the console";

    /** The maximum size of a configuration, in bytes. Large companies' configurations are about 10 KB in size. */
    private static final int MAX_CONFIG = 1_000_000;

    /** The readers of the sections, which throw an {@link IllegalArgumentException} if a section is invalid. */
    private static final Map<String, Consumer<String>> READERS = Map.of(
            "alerts", AlertsConfig::parse,
            "detection", DetectionConfig::parse,
            "decisions", DecideConfig::parse,
            "reviews", ReviewsConfig::parse,
            "signals", SignalsConfig::parse,
            "ledger", LedgerConfig::parse,
            "console", ConsoleConfig::parse);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "grantkeeper.json",
            description = "Configuration of connections, alerts and detection (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("grantkeeper.json");

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "Folder that stores data between commands (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--ledger-keys",
            paramLabel = "FOLDER",
            description =
                    "Folder of the ledger's signing key (default: ledger-keys beside the data folder, if it exists;"
                            + " otherwise .grantkeeper in your home folder).")
    private @Nullable Path ledgerKeys;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Read an installation's table in AWS, with the credentials of the environment, instead of the"
                    + " data folder.")
    private @Nullable String table;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description =
                    "AWS region of --table, such as eu-central-1 (default: AWS_REGION or the AWS profile's region).")
    private @Nullable String region;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "Read through the API of this server, with the key in GRANTKEEPER_API_KEY, instead of the data"
                            + " folder (default: the suite that uses the data folder).")
    private @Nullable URI server;

    /** The sections of the configuration for which {@link #config} reports unknown members. */
    private record Sections(
            AlertsConfig alerts,
            DetectionConfig detection,
            DecideConfig decisions,
            Map<String, ReviewsConfig.ConfiguredReview> reviews,
            SignalsConfig signals,
            LedgerConfig ledger,
            ConsoleConfig console) {}

    @Option(
            names = "--clock",
            paramLabel = "INSTANT",
            description = "For trials with a separate data folder: start the clock at this time, such as"
                    + " 2026-12-01T08:00:00Z, instead of the current time.")
    private @Nullable Instant startsAt;

    private @Nullable Clock clock;
    private final ConnectorRegistry connectors = ConnectorRegistry.standard();
    private final SecretResolver secrets = new SecretResolver(
            System.getenv(), () -> AwsClients.fromEnvironment().secretsManager(), Clock.systemUTC());

    /** Returns the system's clock; with {@code --clock}, a clock that starts at another time. */
    Clock clock() {
        if (clock == null) {
            clock = startsAt == null
                    ? Clock.systemUTC()
                    : Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), startsAt));
        }
        return clock;
    }

    ConnectorRegistry connectors() {
        return connectors;
    }

    /**
     * Reads the configuration.
     *
     * @throws IllegalArgumentException if the configuration is invalid; the message lists every error and says how to
     *     fix it
     */
    ConnectionsConfig config() {
        return config(config);
    }

    /**
     * Reads a configuration.
     *
     * @throws IllegalArgumentException if the configuration is invalid; the message lists every error and says how to
     *     fix it
     */
    static ConnectionsConfig config(Path config) {
        String text = text(config);
        return switch (ConnectionsConfig.parse(text, ConnectorRegistry.standard())) {
            case ConnectionsConfig.Parsed(ConnectionsConfig parsed) -> {
                List<ConfigError> errors = new ArrayList<>(ConfigSection.unknownMembers(text, Sections.class));
                if (errors.isEmpty()) {
                    errors.addAll(ConfigSection.invalidSections(text, READERS));
                }
                if (!errors.isEmpty()) {
                    throw invalid(config, new ConnectionsConfig.Invalid(errors));
                }
                yield parsed;
            }
            case ConnectionsConfig.Invalid mistaken -> throw invalid(config, mistaken);
        };
    }

    /** Returns the exception for an invalid configuration. If there are several errors, each is on its own line. */
    private static IllegalArgumentException invalid(Path config, ConnectionsConfig.Invalid mistaken) {
        String form = mistaken.mistakes().size() == 1 ? "%s, %s" : "%s has errors:%n%s";
        return new IllegalArgumentException(form.formatted(config, mistaken.message()));
    }

    private static String text(Path config) {
        if (!Files.isRegularFile(config)) {
            throw new IllegalArgumentException(
                    "configuration %s %s; name another with --config (the README describes the file)"
                            .formatted(config, Files.isDirectory(config) ? "is a folder" : "does not exist"));
        }
        return CommandLineFile.text(config, MAX_CONFIG);
    }

    /** Opens the stores in the data folder or, with {@code --table}, in the DynamoDB table of an installation. */
    LocalSuiteStores stores() {
        return stores(false);
    }

    /**
     * Opens the stores in the data folder or, with {@code --table}, in the DynamoDB table of an installation.
     *
     * @param canUseServer whether the command can read through the API of a server, either the one that
     *     {@code --server} names or one that uses the data folder
     * @throws IllegalArgumentException if {@code --server} is given to a command that cannot use a server
     */
    LocalSuiteStores stores(boolean canUseServer) {
        if (server != null) {
            return new ConsoleApiStores(client(server, canUseServer));
        }
        if (canUseServer) {
            Optional<ConsoleApiClient> running = running();
            if (running.isPresent()) {
                return new ConsoleApiStores(running.get());
            }
        }
        if (table != null) {
            if (startsAt != null) {
                throw new IllegalArgumentException("--clock works only with a data folder, not with --table");
            }
            return installation(table);
        }
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException(
                    "data folder %s does not exist; run 'grantkeeper sweep' first, or name another folder with --data"
                            .formatted(data));
        }
        return LocalSuiteStores.open(data);
    }

    /**
     * Returns a client of the server that {@code --server} names or, without this option, of the suite that uses the data
     * folder; empty if there is none.
     */
    Optional<ConsoleApiClient> server() {
        return server == null ? running() : Optional.of(client(server, true));
    }

    /** Returns a client of the suite that uses the data folder. */
    private Optional<ConsoleApiClient> running() {
        return table != null || startsAt != null
                ? Optional.empty()
                : LocalSuiteEndpoint.of(data)
                        .map(known -> ConsoleApiClient.of(known.address(), known.key()))
                        .filter(ConsoleApiClient::isUsable);
    }

    private ConsoleApiClient client(URI url, boolean canUseServer) {
        if (!canUseServer) {
            throw new IllegalArgumentException("--server works only with these commands: " + SERVER_COMMANDS);
        }
        if (table != null) {
            throw new IllegalArgumentException("use only one of --server and --table");
        }
        Optional<Secret> key = LocalSuiteEndpoint.of(data)
                .filter(known -> known.address().equals(url))
                .map(LocalSuiteEndpoint::key)
                .or(() -> Optional.ofNullable(System.getenv(API_KEY))
                        .filter(text -> !text.isBlank())
                        .map(text -> Secret.of(text.strip())));
        return ConsoleApiClient.of(
                url,
                key.orElseThrow(() -> new IllegalArgumentException(
                        "--server needs an API key; set %s to a key of 'console.apiKeys' with the role auditor or admin"
                                .formatted(API_KEY))));
    }

    private LocalSuiteStores installation(String name) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (region != null) {
            environment.put("AWS_REGION", region);
        }
        try {
            return LocalSuiteStores.inAws(name, environment);
        } catch (SdkClientException e) {
            throw new IllegalArgumentException(
                    "table %s: the AWS region is unknown; add --region, such as --region eu-central-1, or set AWS_REGION"
                            .formatted(name));
        }
    }

    /**
     * Returns the options for starting a local suite.
     *
     * @param parsed the configuration
     * @param connections the selected connections
     * @param port the port of the suite's HTTP API; empty to start no HTTP API
     */
    LocalSuiteOptions options(ConnectionsConfig parsed, List<Connection> connections, Optional<Integer> port) {
        requireDataFolder("in an installation, the deployed functions do this work");
        LocalSuiteOptions options = new LocalSuiteOptions(
                parsed.tenant(),
                connections,
                credentials(),
                parsed.alerts()
                        .map(json -> AlertChannelFactory.of(
                                AlertsConfig.parse(json),
                                reference -> secrets.resolve("alerts", reference),
                                SesV2Client::create,
                                clock()))
                        .orElseGet(this::folderChannels),
                parsed.alerts()
                        .flatMap(json -> AnswersConfig.of(
                                AlertsConfig.parse(json), reference -> secrets.resolve("alerts", reference)))
                        .map(answers -> _ -> answers),
                parsed.reviews().map(ReviewsConfig::parse).orElseGet(ReviewsConfig::none),
                parsed.detection().map(DetectionConfig::parse).orElse(DETECTION),
                clock(),
                Optional.of(data),
                port,
                Optional.of(ledgerKeys()),
                witnesses(parsed),
                DecideDependencies.of(parsed),
                Optional.empty(),
                ConsoleSettings.of(parsed, reference -> secrets.resolve("console", reference)));
        return parsed.signals()
                .map(SignalsConfig::parse)
                .map(signals -> options.withSignals(store -> signals(signals, store)))
                .orElse(options);
    }

    /** Returns the witnesses of the ledger. */
    static Witnesses witnesses(ConnectionsConfig parsed) {
        return parsed.ledger()
                .map(LedgerConfig::parse)
                .orElseGet(LedgerConfig::none)
                .allWitnesses();
    }

    /** Returns the dependencies for sending the signals in a store to the configured destinations. */
    SignalDependencies signals(ConnectionsConfig parsed, SignalStore store) {
        return signals(parsed.signals().map(SignalsConfig::parse).orElseGet(SignalsConfig::none), store);
    }

    private SignalDependencies signals(SignalsConfig signals, SignalStore store) {
        return new SignalDependencies(
                signals,
                reference -> secrets.resolve("signals", reference),
                store,
                () -> AwsClients.fromEnvironment().eventBridge(),
                clock());
    }

    /** Records the configuration in the ledger if it has changed. */
    void recordConfiguration(ConnectionsConfig parsed, LocalSuiteStores stores) {
        stores.configurations().recordActive(parsed.tenant(), text(config), clock().instant());
    }

    /** Returns whether a command with these options reads an installation's table in AWS instead of the data folder. */
    boolean readsInstallation() {
        return table != null;
    }

    /** Returns whether these options name a server. */
    boolean usesServer() {
        return server != null;
    }

    /** Opens the local ledger: its signing key, and the checkpoints in the data folder. */
    LocalLedger ledger() {
        requireDataFolder("an installation's key is in KMS and its checkpoints are in a bucket");
        return new LocalLedger(Optional.of(ledgerKeys()), Optional.of(data));
    }

    private void requireDataFolder(String instead) {
        if (server != null) {
            throw new IllegalArgumentException("--server works only with these commands: " + SERVER_COMMANDS);
        }
        if (table != null) {
            throw new IllegalArgumentException("--table works only with commands that read the inventory: " + instead);
        }
    }

    private Path ledgerKeys() {
        if (ledgerKeys != null) {
            return ledgerKeys;
        }
        // 'demo --keep' creates this folder. Another key would not verify its ledger.
        Path besideData = data.toAbsolutePath().resolveSibling("ledger-keys");
        return Files.isDirectory(besideData) ? besideData : Path.of(System.getProperty("user.home"), ".grantkeeper");
    }

    CredentialResolver credentials() {
        return new ConnectionCredentialResolver(secrets);
    }

    private AlertChannelFactory folderChannels() {
        return new AlertChannelFactory(
                List.of(new FolderAlertChannel(data.resolve("alerts"))),
                new AlertSettings(
                        Severity.MEDIUM,
                        new AlertRecipient("Security", "security@localhost", List.of()),
                        LEASE,
                        GIVE_UP_AFTER,
                        AlertPacing.standard()));
    }
}
