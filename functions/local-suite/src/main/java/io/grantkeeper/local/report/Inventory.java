package io.grantkeeper.local.report;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.identity.store.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads whole lists from the stores, page by page, and names people. */
public final class Inventory {
    private static final int PAGE = 200;
    private final TenantId tenant;
    private final AccessStore access;
    private final FindingStore findings;
    private final Map<IdentityId, String> identityNames = new HashMap<>();
    private final Map<PersonId, String> names = new HashMap<>();

    public Inventory(TenantId tenant, AccessStore access, FindingStore findings) {
        this.tenant = tenant;
        this.access = access;
        this.findings = findings;
    }

    /** All identities of some connections, gravest first; those that hold nothing any more are left out. */
    public List<IdentitySummary> identities(Collection<ConnectionId> connections) {
        List<IdentitySummary> all = new ArrayList<>();
        for (ConnectionId connection : connections) {
            all.addAll(all(from -> access.identities(tenant, new IdentityQuery.OfConnection(connection), PAGE, from)));
        }
        all.removeIf(summary -> summary.status() == IdentityStatus.GONE);
        all.sort(Comparator.comparing(IdentitySummary::severity)
                .reversed()
                .thenComparing(IdentitySummary::displayName)
                .thenComparing(IdentitySummary::id));
        return all;
    }

    /** Those recognised as a product of the catalogue, over all connections; those that hold nothing are left out. */
    public List<IdentitySummary> ofProduct(String product) {
        List<IdentitySummary> all =
                all(from -> access.identities(tenant, new IdentityQuery.OfProduct(product), PAGE, from));
        all.removeIf(summary -> summary.status() == IdentityStatus.GONE);
        return all;
    }

    /** All open findings, gravest first. */
    public List<Finding> findings() {
        return all(from -> findings.open(tenant, PAGE, from));
    }

    /** A person's name, or the account where nothing is known of them. */
    public String name(PersonId id) {
        return names.computeIfAbsent(
                id,
                account -> access.person(tenant, account)
                        .map(Stored::content)
                        .map(Person::displayName)
                        .orElse(account.externalId()));
    }

    /** The display name of the identity that a finding is about, whether it still holds anything or not. */
    public String name(Finding finding) {
        return identityNames.computeIfAbsent(
                finding.identity(),
                id -> access.outline(tenant, id)
                        .map(outline -> outline.identity().content().displayName())
                        .orElse(id.externalId()));
    }

    /** The best owner candidate's name; empty where there is none. */
    public String owner(IdentitySummary summary) {
        return summary.owner().map(this::name).orElse("");
    }

    private static <T> List<T> all(Function<Optional<String>, Slice<T>> read) {
        List<T> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Slice<T> slice = read.apply(next);
            all.addAll(slice.items());
            next = slice.next();
        } while (next.isPresent());
        return all;
    }
}
