package io.grantkeeper.reports;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.CatalogProduct;
import io.grantkeeper.catalog.ProductId;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.PersonNames;
import io.grantkeeper.identity.store.StorePage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads complete lists from the stores, page by page, and looks up names of people. */
public final class InventoryReader {
    private static final int PAGE = 200;
    private final TenantId tenant;
    private final AccessStore access;
    private final FindingStore findings;
    private final Map<IdentityId, String> identityNames = new HashMap<>();
    private final Map<PersonId, String> names = new HashMap<>();
    private final Map<PersonId, String> people = new HashMap<>();

    public InventoryReader(TenantId tenant, AccessStore access, FindingStore findings) {
        this.tenant = tenant;
        this.access = access;
        this.findings = findings;
    }

    /**
     * Returns all identities of the given connections, highest risk first. Identities that no longer have access are
     * omitted.
     */
    public List<IdentitySummary> identities(Collection<ConnectionId> connections) {
        List<IdentitySummary> all = new ArrayList<>();
        for (ConnectionId connection : connections) {
            all.addAll(StorePage.readAll(
                    from -> access.identities(tenant, new IdentityQuery.OfConnection(connection), PAGE, from)));
        }
        all.removeIf(summary -> summary.status() == IdentityStatus.GONE);
        all.sort(Comparator.comparing(IdentitySummary::severity)
                .reversed()
                .thenComparing(IdentitySummary::displayName)
                .thenComparing(IdentitySummary::id));
        return all;
    }

    /**
     * Returns all identities of a product in the catalog, across all connections. Identities that no longer have access
     * are omitted.
     */
    public List<IdentitySummary> ofProduct(String product) {
        List<IdentitySummary> all =
                StorePage.readAll(from -> access.identities(tenant, new IdentityQuery.OfProduct(product), PAGE, from));
        all.removeIf(summary -> summary.status() == IdentityStatus.GONE);
        return all;
    }

    /** Returns all open findings, most severe first. */
    public List<Finding> findings() {
        return StorePage.readAll(from -> findings.open(tenant, PAGE, from));
    }

    /** Returns a person's name, or the account's id at the provider if no name is known. */
    public String name(PersonId id) {
        return names.computeIfAbsent(
                id, account -> PersonNames.of(access, tenant, account).orElse(account.externalId()));
    }

    /** Returns all open findings with the facts that a list shows, most severe first. */
    public List<FindingListEntry> listedFindings() {
        Map<IdentityId, Optional<IdentityRecord>> outlines = new HashMap<>();
        return findings().stream()
                .map(finding ->
                        listed(finding, outlines.computeIfAbsent(finding.identity(), id -> access.outline(tenant, id))))
                .toList();
    }

    /**
     * Returns all open findings with the facts that a list shows, most severe first.
     *
     * @param known the summaries that were already read; missing ones are read
     */
    public List<FindingListEntry> listedFindings(Map<IdentityId, IdentitySummary> known) {
        Map<IdentityId, Optional<IdentityRecord>> outlines = new HashMap<>();
        return findings().stream()
                .map(finding -> {
                    IdentitySummary summary = known.get(finding.identity());
                    return summary == null
                            ? listed(
                                    finding,
                                    outlines.computeIfAbsent(finding.identity(), id -> access.outline(tenant, id)))
                            : listed(
                                    finding,
                                    Optional.of(summary),
                                    summary.displayName().text());
                })
                .toList();
    }

    private FindingListEntry listed(Finding finding, Optional<IdentityRecord> outline) {
        return listed(
                finding,
                outline.flatMap(IdentityRecord::summary),
                outline.map(overview ->
                                overview.identity().content().displayName().text())
                        .orElse(finding.identity().externalId()));
    }

    private FindingListEntry listed(Finding finding, Optional<IdentitySummary> summary, String name) {
        Optional<PersonId> owner = summary.flatMap(IdentitySummary::owner);
        return new FindingListEntry(
                finding,
                summary.map(IdentitySummary::provider),
                name,
                summary.flatMap(IdentitySummary::product).map(InventoryReader::productName),
                owner.map(this::name),
                owner.map(this::identify).filter(email -> email.indexOf('@') > 0),
                finding.affected().stream().findFirst().map(this::identify));
    }

    private String identify(PersonId person) {
        return people.computeIfAbsent(person, account -> PersonNames.identify(access, tenant, account));
    }

    private static String productName(String id) {
        return AppCatalog.standard()
                .find(new ProductId(id))
                .map(CatalogProduct::name)
                .orElse(id);
    }

    /**
     * Returns the display name of the identity that a finding is about, whether or not the identity still has access.
     */
    public String name(Finding finding) {
        return identityNames.computeIfAbsent(
                finding.identity(),
                id -> access.outline(tenant, id)
                        .map(overview ->
                                overview.identity().content().displayName().text())
                        .orElse(id.externalId()));
    }

    /** Returns the name of the identity's most likely owner; an empty string if there is no owner candidate. */
    public String owner(IdentitySummary summary) {
        return summary.owner().map(this::name).orElse("");
    }
}
