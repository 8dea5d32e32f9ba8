package io.grantkeeper.local.suite;

import io.grantkeeper.connector.http.CredentialResolver;
import io.grantkeeper.functions.console.ConsoleSettings;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.publishsignals.SignalDependencies;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.signals.stream.SignalStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The options for starting a suite.
 *
 * @param data the folder for state; empty for state that exists only while the suite runs
 * @param clock the clock that all parts of the suite use
 * @param port the port of the suite's HTTP API on 127.0.0.1; 0 for any free port, empty to start no HTTP API
 * @param answers returns the settings for answers, given the suite's address; empty if people cannot answer
 * @param reviews the configured access reviews
 * @param ledgerKeys the folder of the ledger's keys; empty for a key that exists only while the suite runs
 * @param witnesses the witnesses that are asked to cosign the ledger's checkpoints
 * @param decisions the decision point's settings, including its callers
 * @param signals returns the destinations of signals, given the suite's store; empty for none
 * @param console the settings of the console
 */
public record LocalSuiteOptions(
        TenantId tenant,
        List<Connection> connections,
        CredentialResolver credentials,
        AlertChannelFactory alerts,
        Optional<Function<URI, AnswersConfig>> answers,
        ReviewsConfig reviews,
        DetectionConfig detection,
        Clock clock,
        Optional<Path> data,
        Optional<Integer> port,
        Optional<Path> ledgerKeys,
        Witnesses witnesses,
        DecideDependencies decisions,
        Optional<Function<SignalStore, SignalDependencies>> signals,
        ConsoleSettings console) {
    public LocalSuiteOptions {
        connections = List.copyOf(connections);
    }

    /**
     * Returns options for a suite that only makes decisions: it has neither connections nor alert channels.
     *
     * @param folder the folder for state and keys; empty for state that exists only while the suite runs
     */
    public static LocalSuiteOptions deciding(DecideDependencies decisions, Optional<Path> folder) {
        return new LocalSuiteOptions(
                decisions.tenant(),
                List.of(),
                (_, _) -> Optional.empty(),
                new AlertChannelFactory(
                        List.of(),
                        new AlertSettings(
                                Severity.CRITICAL,
                                new AlertRecipient("Security", "security@localhost", List.of()),
                                Duration.ofMinutes(1),
                                1)),
                Optional.empty(),
                ReviewsConfig.none(),
                DetectionConfig.standard(),
                Clock.systemUTC(),
                folder.map(data -> data.resolve("data")),
                Optional.of(0),
                folder.map(data -> data.resolve("keys")),
                Witnesses.none(),
                decisions,
                Optional.empty(),
                ConsoleSettings.local(decisions.approved()));
    }

    /**
     * Returns a copy of these options with which the suite reports the findings of a first sweep without delay after a
     * person has requested the report.
     */
    public LocalSuiteOptions withoutReportDelay() {
        AlertSettings settings = alerts.settings();
        Copy copy = new Copy(this);
        copy.alerts = new AlertChannelFactory(
                alerts.inOrder(), settings.withPacing(settings.pacing().withReportDelay(Duration.ZERO)));
        return copy.build();
    }

    /** Returns a copy of these options with the command line's key for the API. */
    LocalSuiteOptions withCommandLine(Secret key) {
        Copy copy = new Copy(this);
        copy.console = console.withCommandLine("local", key);
        return copy.build();
    }

    public LocalSuiteOptions withSignals(Function<SignalStore, SignalDependencies> over) {
        Copy copy = new Copy(this);
        copy.signals = Optional.of(over);
        return copy.build();
    }

    /** The mutable values from which a changed copy of the options is built. */
    private static final class Copy {
        private TenantId tenant;
        private List<Connection> connections;
        private CredentialResolver credentials;
        private AlertChannelFactory alerts;
        private Optional<Function<URI, AnswersConfig>> answers;
        private ReviewsConfig reviews;
        private DetectionConfig detection;
        private Clock clock;
        private Optional<Path> data;
        private Optional<Integer> port;
        private Optional<Path> ledgerKeys;
        private Witnesses witnesses;
        private DecideDependencies decisions;
        private Optional<Function<SignalStore, SignalDependencies>> signals;
        private ConsoleSettings console;

        Copy(LocalSuiteOptions from) {
            tenant = from.tenant;
            connections = from.connections;
            credentials = from.credentials;
            alerts = from.alerts;
            answers = from.answers;
            reviews = from.reviews;
            detection = from.detection;
            clock = from.clock;
            data = from.data;
            port = from.port;
            ledgerKeys = from.ledgerKeys;
            witnesses = from.witnesses;
            decisions = from.decisions;
            signals = from.signals;
            console = from.console;
        }

        LocalSuiteOptions build() {
            return new LocalSuiteOptions(
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
                    witnesses,
                    decisions,
                    signals,
                    console);
        }
    }
}
