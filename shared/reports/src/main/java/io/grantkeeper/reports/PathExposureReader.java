package io.grantkeeper.reports;

import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.paths.PathFacts;
import io.grantkeeper.paths.PathReport;
import io.grantkeeper.paths.PathRules;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.PathTenant;
import io.grantkeeper.paths.PathTenantConverter;
import io.grantkeeper.paths.TenantGraph;
import io.grantkeeper.paths.TenantGraphBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Computes the exposure of tier zero and of the configured zones at the end of a day. */
public final class PathExposureReader {
    private static final String TIER_ZERO = "tier-zero";
    private static final int PAGE = 200;

    private PathExposureReader() {}

    /** Computes the exposure of tier zero for a configuration without zones and trusts. */
    public static PathExposure read(
            TenantId tenant, Collection<Connection> connections, AccessStore access, LocalDate day, Instant now) {
        return read(tenant, connections, access, PathSettings.none(), day, now);
    }

    /**
     * Computes the exposure. For the current day, uses the path facts, which are in one partition, and the listing of
     * identities. Uses the inventory for an earlier day, and also before the first daily run, which stores all path
     * facts.
     *
     * @param facts the store of path facts; empty if the caller cannot read it
     */
    public static PathExposure read(
            TenantId tenant,
            Collection<Connection> connections,
            AccessStore access,
            Optional<PathFactStore> facts,
            PathSettings settings,
            LocalDate day,
            Instant now) {
        if (!end(day).isBefore(now)) {
            List<PathFactRow> rows = facts.map(store -> store.all(tenant)).orElse(List.of());
            if (rows.stream().anyMatch(row -> row.key().equals(PathFactRow.COMPLETE))) {
                return exposure(
                        PathFacts.tenant(tenant, rows, now),
                        settings,
                        day,
                        PathTenantConverter.notCollected(),
                        Optional.of(usable(tenant, connections, access)));
            }
        }
        return read(tenant, connections, access, settings, day, now);
    }

    /**
     * Returns the number of usable identities. Identities that add no edge to the access graph have no path facts but
     * still count.
     */
    private static int usable(TenantId tenant, Collection<Connection> connections, AccessStore access) {
        return connections.stream()
                .mapToInt(connection -> (int) StorePage.readAll(from ->
                                access.identities(tenant, new IdentityQuery.OfConnection(connection.id()), PAGE, from))
                        .stream()
                        .filter(identity -> identity.status() == IdentityStatus.ACTIVE)
                        .count())
                .sum();
    }

    /**
     * Computes the exposure.
     *
     * @param settings the operator's zones and trusts
     * @param day the last day of the period; if it is not over, the current inventory is used
     */
    public static PathExposure read(
            TenantId tenant,
            Collection<Connection> connections,
            AccessStore access,
            PathSettings settings,
            LocalDate day,
            Instant now) {
        Instant end = end(day);
        PathTenantReader reader = new PathTenantReader(tenant, connections, access, end.isBefore(now) ? end : now);
        return exposure(reader.read(), settings, day, reader.notCollected(), Optional.empty());
    }

    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * Computes the exposure from the facts about a tenant.
     *
     * @param usable the number of usable identities, if the facts do not contain all of them
     */
    private static PathExposure exposure(
            PathTenant facts,
            PathSettings settings,
            LocalDate day,
            List<String> notCollected,
            Optional<Integer> usable) {
        TenantGraph graph = TenantGraphBuilder.build(PathRules.standard(), facts.with(settings), problem -> {});
        List<PathExposure.Zone> exposed = new ArrayList<>();
        exposed.add(zone(graph, TIER_ZERO, usable));
        settings.zones().forEach(zone -> exposed.add(zone(graph.toward(zone.name()), zone.name(), usable)));
        return new PathExposure(day, exposed, notCollected);
    }

    private static PathExposure.Zone zone(TenantGraph graph, String name, Optional<Integer> usable) {
        PathReport report = PathReport.of(graph, name, Optional.empty(), List.of());
        return new PathExposure.Zone(
                name,
                report.members().size(),
                report.exposed(),
                usable.map(all -> all - report.members().size()).orElse(report.identities()),
                report.exposedPeople(),
                report.people(),
                report.possiblyExposed(),
                report.chokePoints());
    }
}
