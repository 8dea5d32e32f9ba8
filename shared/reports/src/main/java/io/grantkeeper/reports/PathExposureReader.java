package io.grantkeeper.reports;

import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.paths.PathReport;
import io.grantkeeper.paths.PathRules;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.PathTenant;
import io.grantkeeper.paths.TenantGraph;
import io.grantkeeper.paths.TenantGraphBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Computes the exposure of tier zero and of the zones of the configuration at the end of a day. */
public final class PathExposureReader {
    private static final String TIER_ZERO = "tier-zero";

    private PathExposureReader() {}

    /** Computes the exposure of tier zero for a configuration that states no zones and trusts. */
    public static PathExposure read(
            TenantId tenant, Collection<Connection> connections, AccessStore access, LocalDate day, Instant now) {
        return read(tenant, connections, access, PathSettings.none(), day, now);
    }

    /** Computes the exposure of tier zero where the operator's zones and trusts are not known, and states so. */
    public static PathExposure withoutSettings(
            TenantId tenant, Collection<Connection> connections, AccessStore access, LocalDate day, Instant now) {
        PathExposure exposure = read(tenant, connections, access, day, now);
        return new PathExposure(exposure.day(), exposure.zones(), withoutSettings(exposure.notCollected()));
    }

    /** Returns what is not collected where the operator's zones and trusts are not known. */
    public static List<String> withoutSettings(List<String> notCollected) {
        List<String> all = new ArrayList<>(notCollected);
        all.add("the zones and trusts of the configuration, which only the command line and detection read");
        return all;
    }

    /**
     * Computes the exposure.
     *
     * @param settings the operator's zones and trusts
     * @param day the last day of the period; if it is not over, the inventory is examined as it is now
     */
    public static PathExposure read(
            TenantId tenant,
            Collection<Connection> connections,
            AccessStore access,
            PathSettings settings,
            LocalDate day,
            Instant now) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        PathTenantReader reader = new PathTenantReader(tenant, connections, access, end.isBefore(now) ? end : now);
        PathTenant facts = reader.read().with(settings);
        TenantGraph graph = TenantGraphBuilder.build(PathRules.standard(), facts, problem -> {});
        List<PathExposure.Zone> exposed = new ArrayList<>();
        exposed.add(zone(graph, TIER_ZERO));
        settings.zones().forEach(zone -> exposed.add(zone(graph.toward(zone.name()), zone.name())));
        return new PathExposure(day, exposed, reader.notCollected());
    }

    private static PathExposure.Zone zone(TenantGraph graph, String name) {
        PathReport report = PathReport.of(graph, name, Optional.empty(), List.of());
        return new PathExposure.Zone(
                name,
                report.members().size(),
                report.exposed(),
                report.identities(),
                report.exposedPeople(),
                report.people(),
                report.possiblyExposed(),
                report.chokePoints());
    }
}
