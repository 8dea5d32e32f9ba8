package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.reports.FindingListEntry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select findings. A finding is selected if it matches all of them. */
final class FindingFilter {
    @Option(
            names = "--severity",
            paramLabel = "LEVEL",
            description = "Only findings of this severity or higher: low, medium, high or critical.")
    private @Nullable Severity least;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only findings of this type, such as shadow-ai or owner-left; can be repeated.")
    private List<String> types = List.of();

    @Option(
            names = "--connection",
            paramLabel = "ID",
            description = "Only findings of this connection; can be repeated.")
    private Set<String> connections = Set.of();

    @Option(
            names = "--product",
            paramLabel = "NAME",
            description = "Only findings whose product or identity has a name that contains this text, in any case.")
    private @Nullable String product;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description =
                    "Only findings whose owner's name or address contains this text, in any case; 'none': no owner.")
    private @Nullable String owner;

    @Option(
            names = "--since",
            paramLabel = "DAY",
            description = "Only findings since this day (UTC), such as 2026-11-24.")
    private @Nullable LocalDate since;

    /**
     * Returns a filter for the findings that match all options.
     *
     * @throws IllegalArgumentException if an option names a type or connection that does not exist
     */
    Predicate<FindingListEntry> of(ConnectionsConfig config) {
        Set<FindingType> selected = types();
        requireConfigured(config);
        return one -> (least == null || one.finding().severity().atLeast(least))
                && (selected.isEmpty() || selected.contains(one.finding().type()))
                && (connections.isEmpty()
                        || connections.contains(
                                one.finding().identity().connection().value()))
                && (product == null || one.isAbout(product))
                && (owner == null || one.isOwnedBy(owner))
                && (since == null
                        || !one.finding()
                                .foundAt()
                                .isBefore(since.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private Set<FindingType> types() {
        Set<FindingType> selected = new TreeSet<>();
        for (String name : types) {
            String code = name.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
            selected.add(Arrays.stream(FindingType.values())
                    .filter(type -> FindingListEntry.code(type).equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--type '%s' is unknown; use one of %s"
                            .formatted(
                                    name,
                                    String.join(
                                            ", ",
                                            Arrays.stream(FindingType.values())
                                                    .map(FindingListEntry::code)
                                                    .toList())))));
        }
        return selected;
    }

    private void requireConfigured(ConnectionsConfig config) {
        for (String name : connections) {
            if (!name.equals(ConnectionId.DECISION_POINT.value())
                    && config.connections().stream()
                            .noneMatch(connection -> connection.id().value().equals(name))) {
                throw new IllegalArgumentException("--connection '%s' is not configured; use one of %s"
                        .formatted(
                                name,
                                config.connections().stream()
                                        .map(Connection::id)
                                        .toList()));
            }
        }
    }
}
