package io.grantkeeper.cli;

import io.grantkeeper.behavior.ProfileOverview;
import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.detection.ApprovalStatus;
import io.grantkeeper.detection.InventoryProduct;
import io.grantkeeper.detection.ProductGrouping;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.IdentityStatements;
import io.grantkeeper.identity.store.JoinedIdentityEvidence;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.BehaviorProfileReport;
import io.grantkeeper.reports.FindingListReport;
import io.grantkeeper.reports.IdentityJsonReport;
import io.grantkeeper.reports.IdentityReport;
import io.grantkeeper.reports.InventoryReader;
import io.grantkeeper.reports.ProductReport;
import io.grantkeeper.reports.RevocationReport;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description =
                "Shows everything stored about one identity, one product with all its identities, or one finding; lists the"
                        + " matches if there are several.")
final class ShowCommand extends ServerCapableCommand {
    /** The exit code if the argument matches more than one target. */
    private static final int AMBIGUOUS = 1;

    /** The maximum number of an identity's names that are looked up among the profiles. */
    private static final int MOST_NAMES = 16;

    @Parameters(
            paramLabel = "ID",
            description =
                    "The id of an identity (connection/kind/externalId), product or finding; the unique start of one;"
                            + " or a name, in any case.")
    private String id = "";

    /** One of several matches, as printed with {@code --json}. */
    record Match(String id, String what, String name) {}

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        InventoryReader inventory = new InventoryReader(config.tenant(), stores.access(), stores.findings());
        Optional<IdentityRecord> exact = exact(config, stores);
        if (exact.isPresent()) {
            identity(config, stores, inventory, exact.get());
            return 0;
        }
        List<IdentitySummary> identities = inventory.identities(new ConnectionSelection().withUnknownAgents(config));
        List<ShowCommandTarget> found = ShowCommandTarget.find(
                id,
                identities,
                new ProductGrouping(AppCatalog.standard()).groupByProduct(identities),
                inventory.listedFindings());
        return switch (found.size()) {
            case 0 ->
                throw new IllegalArgumentException(
                        "no identity, product or finding has the id or name '%s'; see 'grantkeeper inventory', 'grantkeeper inventory --by-product' and 'grantkeeper findings'"
                                .formatted(id));
            case 1 -> one(config, stores, inventory, found.getFirst());
            default -> several(found);
        };
    }

    /** Returns the identity with exactly this id, even if it has lost its access. */
    private Optional<IdentityRecord> exact(ConnectionsConfig config, LocalSuiteStores stores) {
        if (id.chars().filter(unit -> unit == '/').count() < 2) {
            return Optional.empty();
        }
        try {
            return stores.access().identityRecord(config.tenant(), IdentityId.parse(id));
        } catch (IllegalArgumentException _) { // a prefix or a name that contains slashes
            return Optional.empty();
        }
    }

    private int one(
            ConnectionsConfig config, LocalSuiteStores stores, InventoryReader inventory, ShowCommandTarget target) {
        switch (target) {
            case ShowCommandTarget.OneIdentity(IdentitySummary summary) ->
                stores.access()
                        .identityRecord(config.tenant(), summary.id())
                        .ifPresent(found -> identity(config, stores, inventory, found));
            case ShowCommandTarget.OneProduct(InventoryProduct product) ->
                output().print(product, terminal -> ProductReport.print(terminal, product, inventory));
            case ShowCommandTarget.OneFinding(var entry) -> {
                TicketTable tickets = TicketTable.read(config.tenant(), stores);
                output().print(tickets.json(entry), terminal -> {
                    FindingListReport.one(
                            terminal, entry, inventory, workspace().clock().instant());
                    tickets.print(terminal, List.of(entry));
                });
            }
        }
        return 0;
    }

    private void identity(
            ConnectionsConfig config, LocalSuiteStores stores, InventoryReader inventory, IdentityRecord found) {
        IdentityId identity = found.identity().content().id();
        List<PartitionStatus> partitions =
                stores.sweeps().state(config.tenant(), identity.connection()).partitions();
        JoinedIdentityEvidence evidence = JoinedIdentityEvidence.of(found, partitions);
        IdentityStatements statements = IdentityStatements.of(evidence, partitions);
        List<RevocationAttempt> revocations = stores.revocations().byIdentity(config.tenant(), identity);
        ApprovalStatus approval =
                new ApprovalCommandContext(config, stores, workspace().clock()).status(found);
        Optional<ProfileOverview> behavior =
                behavior(config, stores, found.identity().content());
        output().print(IdentityJsonReport.of(evidence, statements, revocations, approval, behavior), terminal -> {
            IdentityReport.print(terminal, evidence, statements, approval, inventory);
            behavior.ifPresent(profile -> BehaviorProfileReport.print(terminal, profile));
            RevocationReport.history(terminal, revocations);
        });
    }

    /**
     * Returns the profile of an identity. The profile is stored under the id or another name by which logs name the
     * identity.
     */
    private Optional<ProfileOverview> behavior(
            ConnectionsConfig config, LocalSuiteStores stores, NonHumanIdentity identity) {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(
                        Stream.of(identity.id().externalId()),
                        identity.aliases().stream().map(Alias::value))
                .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)))
                .limit(MOST_NAMES)
                .forEach(names::add);
        List<String> subjects = workspace().connectors().all().stream()
                .filter(connector -> connector.provider().equals(identity.provider()))
                .flatMap(connector -> connector.activities().stream())
                .flatMap(mapper -> mapper.idKinds().stream().sorted())
                .flatMap(kind -> names.stream().map(name -> kind + "/" + name))
                .toList();
        return ProfileOverview.find(
                stores.profiles(),
                config.tenant(),
                identity.id().connection().value(),
                subjects,
                workspace().clock().instant());
    }

    private int several(List<ShowCommandTarget> found) {
        List<Match> matches = found.stream()
                .map(one -> new Match(one.id(), one.what(), one.name()))
                .toList();
        output().print(matches, terminal -> {
            terminal.line("'%s' has %d matches. Run 'show' with one of these ids:".formatted(id, matches.size()));
            TextTable table = new TextTable("id", "what", "name").withIdsIn(0);
            matches.forEach(match -> table.row(match.id(), match.what(), match.name()));
            table.print(terminal);
        });
        return AMBIGUOUS;
    }
}
