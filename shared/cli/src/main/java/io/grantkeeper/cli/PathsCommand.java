package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.paths.BlastRadius;
import io.grantkeeper.paths.BloodHoundOpenGraph;
import io.grantkeeper.paths.PathGrant;
import io.grantkeeper.paths.PathIdentity;
import io.grantkeeper.paths.PathReport;
import io.grantkeeper.paths.PathRules;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.PathStep;
import io.grantkeeper.paths.PathSvg;
import io.grantkeeper.paths.PathTenant;
import io.grantkeeper.paths.TenantGraph;
import io.grantkeeper.paths.TenantGraphBuilder;
import io.grantkeeper.paths.ZoneConfig;
import io.grantkeeper.reports.PathExposureReader;
import io.grantkeeper.reports.PathTenantReader;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "paths", description = "Shows who reaches tier zero, by which steps, and which grants to revoke first.")
final class PathsCommand extends ServerCapableCommand {
    private static final String TIER_ZERO = "tier-zero";

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Only the path of this identity: connection/kind/externalId.")
    private @Nullable String id;

    @Option(
            names = "--to",
            paramLabel = "ZONE|ID",
            description = "The goal: tier-zero (default), another zone, or an identity's id.")
    private String to = TIER_ZERO;

    @Option(names = "--choke-points", description = "Only the nodes that all paths pass through.")
    private boolean chokePoints;

    @Option(
            names = "--without",
            paramLabel = "GRANT",
            description = "What if this grant did not exist: IDENTITY#KEY. Can be repeated.")
    private List<String> without = List.of();

    @Option(names = "--as-of", paramLabel = "DAY", description = "As of the end of this day (UTC) instead of now.")
    private @Nullable String day;

    @Option(names = "--svg", paramLabel = "FILE", description = "Also draw the paths.")
    private @Nullable Path svg;

    @Option(names = "--opengraph", paramLabel = "FILE", description = "Also write the graph for BloodHound.")
    private @Nullable Path openGraph;

    @Override
    void checkOptions() {
        asOf();
    }

    private Instant asOf() {
        Instant now = workspace().clock().instant();
        if (day == null) {
            return now;
        }
        LocalDate date;
        try {
            date = LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--as-of must be a day such as 2026-11-28, but is '" + day + "'", e);
        }
        if (date.atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(now)) {
            throw new IllegalArgumentException("--as-of is '" + day + "', but must be a day that has begun (UTC)");
        }
        Instant end = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return end.isBefore(now) ? end : now;
    }

    /**
     * Rejects a day before the first data was read, because an empty answer would look like a company without paths.
     */
    private void requireKnown(PathTenantReader reader, Instant asOf) {
        reader.firstSeen().filter(first -> first.isAfter(asOf)).ifPresent(first -> {
            throw new IllegalArgumentException("--as-of is '%s', but the inventory begins on %s; name a later day"
                    .formatted(day, first.toString().substring(0, 10)));
        });
    }

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        Instant asOf = asOf();
        PathTenantReader reader = new PathTenantReader(config.tenant(), config.connections(), stores.access(), asOf);
        PathTenant tenant = reader.read().with(settings(config));
        requireKnown(reader, asOf);
        TenantGraph whole = TenantGraphBuilder.build(PathRules.standard(), withoutGrants(tenant), PathsCommand::report);
        TenantGraph graph = to.equals(TIER_ZERO) ? whole : whole.toward(to);
        Optional<String> only = Optional.ofNullable(id);
        if (only.filter(one -> graph.identity(one).isEmpty()).isPresent()) {
            throw new IllegalArgumentException(
                    "identity '%s' is not in the inventory, or is not active; see 'grantkeeper inventory'"
                            .formatted(id));
        }
        PathReport report = PathReport.of(graph, to, only, reader.notCollected());
        Map<String, String> names = new HashMap<>();
        tenant.identities().forEach(identity -> names.put(identity.id(), identity.name()));
        List<PathReport.ExposedPath> drawn = new ArrayList<>(report.paths());
        drawn.addAll(report.possiblePaths());
        write(svg, PathSvg.draw(drawn, name -> names.getOrDefault(name, name)));
        write(openGraph, BloodHoundOpenGraph.of(graph));
        if (chokePoints) {
            output().print(
                            report.chokePoints(),
                            terminal -> report.chokePoints().forEach(terminal::line));
        } else {
            output().print(report, terminal -> print(terminal, graph, report));
        }
        return 0;
    }

    /**
     * Computes the exposure of tier zero and of the zones at the end of a day. If the day is the current one and a
     * server has the data, the server computes the exposure itself.
     */
    static PathExposure exposure(ConnectionsConfig config, LocalSuiteStores stores, LocalDate day, Instant now) {
        boolean past = day.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return stores instanceof ConsoleApiStores server && !past
                ? server.exposure()
                : PathExposureReader.read(
                        config.tenant(),
                        config.connections(),
                        stores.access(),
                        stores.pathFacts(),
                        settings(config),
                        day,
                        now);
    }

    static PathSettings settings(ConnectionsConfig config) {
        Map<String, List<String>> tags =
                config.decisions().map(ZoneConfig::tags).orElse(Map.of());
        return config.detection()
                .map(DetectionConfig::parse)
                .map(detection -> detection.pathSettings(tags))
                .orElse(PathSettings.none());
    }

    /**
     * Returns a copy of the tenant without the grants that {@code --without} names. The graph is then built again, so
     * tier zero can shrink.
     */
    private PathTenant withoutGrants(PathTenant tenant) {
        Set<String> unknown = new HashSet<>(without);
        List<PathIdentity> kept = new ArrayList<>();
        for (PathIdentity identity : tenant.identities()) {
            List<PathGrant> grants = new ArrayList<>(identity.grants());
            grants.removeIf(grant -> {
                String name = TenantGraph.grantName(identity.id(), grant.key());
                unknown.remove(name);
                return without.contains(name);
            });
            kept.add(identity.withGrants(grants));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "--without %s is not a stored grant; name one as IDENTITY#KEY, as --json does"
                            .formatted(String.join(", ", unknown)));
        }
        return tenant.withIdentities(kept);
    }

    /** Reports a problem with a configured trust. Other problems concern stored rows and are explained by coverage. */
    private static void report(String problem) {
        if (problem.startsWith("the trust ")) {
            TerminalOutput.errors().line("In detection.trusts, " + problem);
        }
    }

    private static void write(@Nullable Path file, String text) {
        if (file != null) {
            try {
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        }
    }

    private static void print(TerminalOutput terminal, TenantGraph graph, PathReport report) {
        terminal.line("Identities in " + report.zone() + ": " + report.members().size());
        report.members().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(member -> terminal.line("  " + member.getKey() + " can " + member.getValue()));
        terminal.line("");
        terminal.line("Exposure: %d of %d other identities reach %s"
                .formatted(report.exposed(), report.identities(), report.zone()));
        terminal.line(
                "People: %d of %d people reach %s".formatted(report.exposedPeople(), report.people(), report.zone()));
        terminal.line("Possible only if an unverified condition is true: %d more, by %d conditional steps"
                .formatted(report.possiblyExposed(), report.possibleEdges()));
        terminal.line(
                report.chokePoints().isEmpty()
                        ? "Choke points: none"
                        : "Choke points: " + String.join(", ", report.chokePoints()));
        for (PathReport.CutGrant cut : report.cut()) {
            terminal.line("Revoke %s: %d still reach %s".formatted(cut.grant(), cut.reachingAfter(), report.zone()));
        }
        List<PathReport.ExposedPath> certain = new ArrayList<>(report.paths());
        certain.addAll(report.peoplePaths());
        for (PathReport.ExposedPath path : certain) {
            terminal.line("");
            terminal.line(path.identity());
            int number = 1;
            for (PathStep step : path.steps()) {
                terminal.line("  " + number++ + ". " + step.sentence());
            }
        }
        for (PathReport.ExposedPath path : report.possiblePaths()) {
            terminal.line("");
            terminal.line(path.identity() + " (possible)");
            int number = 1;
            for (PathStep step : path.steps()) {
                terminal.line("  " + number++ + ". " + step.sentence());
            }
        }
        if (report.paths().size() == 1) {
            graph.identity(report.paths().getFirst().identity())
                    .ifPresent(node -> terminal.line("Blast radius: %d nodes"
                            .formatted(BlastRadius.of(graph.graph(), node).stream()
                                    .filter(one -> graph.node(one).isVisible())
                                    .count())));
        }
        terminal.line("");
        terminal.line("Not collected:");
        report.notCollected().forEach(one -> terminal.line("  " + one));
    }
}
