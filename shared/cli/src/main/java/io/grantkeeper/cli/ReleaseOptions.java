package io.grantkeeper.cli;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that select alerts of first sweeps. Without options, all such alerts are selected. */
final class ReleaseOptions {
    private static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");

    @Option(names = "--connection", paramLabel = "ID", description = "Only alerts about this connection.")
    private Optional<String> connection = Optional.empty();

    @Option(names = "--product", paramLabel = "ID", description = "Only alerts about this product, such as otter-ai.")
    private Optional<String> product = Optional.empty();

    @Option(names = "--owner", paramLabel = "EMAIL", description = "Only alerts to this person.")
    private Optional<String> owner = Optional.empty();

    @Option(names = "--severity", paramLabel = "LEVEL", description = "Only alerts of this severity or higher.")
    private Optional<String> severity = Optional.empty();

    /** Returns the release that the options describe. */
    AlertControls.Release release(String by, Instant now) {
        return new AlertControls.Release(
                "release-" + now.toEpochMilli(),
                connection.map(ConnectionId::new),
                product.map(name -> name.toLowerCase(Locale.ROOT)),
                owner.map(name -> name.toLowerCase(Locale.ROOT)),
                severity.map(ReleaseOptions::severity),
                by,
                now);
    }

    private static Severity severity(String name) {
        if (!SEVERITIES.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "--severity must be low, medium, high or critical, not '%s'".formatted(name));
        }
        return Severity.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
