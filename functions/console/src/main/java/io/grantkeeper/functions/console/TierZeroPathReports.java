package io.grantkeeper.functions.console;

import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.paths.BloodHoundOpenGraph;
import io.grantkeeper.paths.PathFacts;
import io.grantkeeper.paths.PathReport;
import io.grantkeeper.paths.PathRules;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.PathStep;
import io.grantkeeper.paths.PathTenant;
import io.grantkeeper.paths.PathTenantConverter;
import io.grantkeeper.paths.TenantGraph;
import io.grantkeeper.paths.TenantGraphBuilder;
import io.grantkeeper.reports.PathTenantReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Paths to tier zero. The graph is built from the path facts that {@code detect-changes} stores in one partition, and
 * is reused for a minute. Before the first daily run has stored all facts, the graph is built from the records of all
 * identities.
 */
final class TierZeroPathReports {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final String ZONE = "tier-zero";

    private final ConsoleStores stores;
    private final PathFactStore facts;
    private final ConsoleInventory inventory;
    private final PathSettings settings;
    private volatile @Nullable Whole last;

    /**
     * The reports that are computed from one graph.
     *
     * @param zones the reports about the operator's zones
     */
    private record Whole(Instant asOf, PathReport report, List<PathReport> zones) {}

    TierZeroPathReports(ConsoleStores stores, PathFactStore facts, ConsoleInventory inventory, PathSettings settings) {
        this.stores = stores;
        this.facts = facts;
        this.inventory = inventory;
        this.settings = settings;
    }

    private synchronized Whole whole() {
        Whole known = last;
        Instant now = stores.clock().instant();
        if (known != null && known.asOf().plus(FRESH).isAfter(now)) {
            return known;
        }
        List<PathFactRow> rows = facts.all(stores.tenant());
        boolean complete = rows.stream().anyMatch(row -> row.key().equals(PathFactRow.COMPLETE));
        PathTenant tenant = complete
                ? PathFacts.tenant(stores.tenant(), rows, now)
                : reader(now).read();
        TenantGraph graph = graph(tenant);
        Whole built = new Whole(
                now,
                PathReport.of(graph, ZONE, Optional.empty(), PathTenantConverter.notCollected()),
                settings.zones().stream()
                        .map(zone -> PathReport.of(graph.toward(zone.name()), zone.name(), Optional.empty(), List.of()))
                        .toList());
        last = built;
        return built;
    }

    private PathTenantReader reader(Instant now) {
        return new PathTenantReader(stores.tenant(), stores.connections(), stores.access(), now);
    }

    private TenantGraph graph(PathTenant tenant) {
        return TenantGraphBuilder.build(PathRules.standard(), tenant.with(settings), problem -> {});
    }

    /** Returns the ids of the identities that are in tier zero or reach it. */
    Set<String> reachingTierZero() {
        PathReport report = whole().report();
        return Stream.concat(
                        report.members().keySet().stream(),
                        report.paths().stream().map(PathReport.ExposedPath::identity))
                .collect(Collectors.toSet());
    }

    /** Returns the whole graph, including parts that lead to no access. It is therefore built from all records. */
    ApiResult openGraph() {
        return new ApiResult.Document(
                "application/json",
                "paths.json",
                BloodHoundOpenGraph.of(graph(reader(stores.clock().instant()).read())));
    }

    ApiResult of(AuthorizedApiCall call) {
        IdentitySummary identity = inventory.required(call);
        Whole whole = whole();
        PathReport report = whole.report();
        InventorySnapshot snapshot = inventory.snapshot();
        Map<String, String> names = names(snapshot);
        String id = identity.id().toString();
        List<PathStep> steps = report.paths().stream()
                .filter(path -> path.identity().equals(id))
                .findFirst()
                .map(PathReport.ExposedPath::steps)
                .orElse(List.of());
        return ApiResult.of(new JsonMembers()
                .with("zone", report.zone())
                .with("inZone", Optional.ofNullable(report.members().get(id)).map(reason -> "can " + reason))
                .with("reaches", !steps.isEmpty() || report.members().containsKey(id))
                .with("steps", steps.stream().map(step -> step(step, names)).toList())
                .with("exposed", report.exposed())
                .with("identities", usable(snapshot) - report.members().size())
                .with(
                        "members",
                        report.members().entrySet().stream()
                                .map(member -> new JsonMembers()
                                        .with("id", member.getKey())
                                        .with("name", names.getOrDefault(member.getKey(), member.getKey()))
                                        .with("reason", "can " + member.getValue()))
                                .toList())
                .with("chokePoints", report.chokePoints())
                .with(
                        "cut",
                        report.cut().stream()
                                .map(cut -> new JsonMembers()
                                        .with("grant", cut.grant())
                                        .with("stillReaching", cut.reachingAfter()))
                                .toList())
                .with(
                        "zones",
                        whole.zones().stream().map(zone -> zone(zone, id)).toList())
                .with("notCollected", report.notCollected()));
    }

    private static JsonMembers zone(PathReport zone, String identity) {
        return new JsonMembers()
                .with("name", zone.zone())
                .with("inZone", zone.members().containsKey(identity))
                .with(
                        "reaches",
                        zone.members().containsKey(identity)
                                || zone.paths().stream()
                                        .anyMatch(path -> path.identity().equals(identity)))
                .with("exposed", zone.exposed());
    }

    private static Map<String, String> names(InventorySnapshot snapshot) {
        return snapshot.derive(
                "names by id",
                Map.class,
                all -> all.identities().stream()
                        .collect(Collectors.toMap(
                                one -> one.id().toString(),
                                one -> one.displayName().text(),
                                (one, _) -> one)));
    }

    private static int usable(InventorySnapshot snapshot) {
        return snapshot.derive("usable identities", Integer.class, all -> (int) all.identities().stream()
                .filter(one -> one.status() == IdentityStatus.ACTIVE)
                .count());
    }

    private static JsonMembers step(PathStep step, Map<String, String> names) {
        return new JsonMembers()
                .with("from", step.from())
                .with("fromName", names.getOrDefault(step.from(), step.from()))
                .with("to", step.to())
                .with("toName", names.getOrDefault(step.to(), step.to()))
                .with("by", step.by())
                .with("sentence", step.sentence());
    }
}
