package io.grantkeeper.demo;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The access that Grantkeeper has stored for one connection, in the same form as the facts about the simulated tenant.
 */
final class StoredAccess {
    private final List<IdentityRecord> identities = new ArrayList<>();
    private final String provider;

    StoredAccess(CampaignPorts ports, DemoTenant tenant) {
        this.provider = tenant.connection().provider().value();
        ConnectionId connection = tenant.connection().id();
        StorePage.forEach(
                from -> ports.access.identities(
                        DemoCompany.TENANT, new IdentityQuery.OfConnection(connection), 1000, from),
                summary -> ports.access
                        .identityRecord(DemoCompany.TENANT, summary.id())
                        .ifPresent(identities::add));
    }

    /**
     * Returns everything that is stored as live.
     *
     * @param inactive the ids of people whose grants are not compared, because the provider does not show them reliably
     */
    SortedSet<AccessFact> live(Set<String> inactive) {
        SortedSet<AccessFact> facts = new TreeSet<>();
        for (IdentityRecord identity : identities) {
            StoredRecord<NonHumanIdentity> row = identity.identity();
            String id = row.content().id().externalId();
            if (row.isLive() && row.listed()) {
                facts.add(AccessFact.identity(provider, id));
            }
            identity.grants().stream()
                    .filter(StoredRecord::isLive)
                    .map(StoredRecord::content)
                    .filter(grant -> !isOf(grant, inactive))
                    .forEach(grant -> facts.add(AccessFact.grant(provider, id, grant.key(), scopes(grant))));
            identity.credentials().stream()
                    .filter(StoredRecord::isLive)
                    .map(StoredRecord::content)
                    .map(Credential::key)
                    .filter(_ -> inactive.stream().noneMatch(person -> id.startsWith(person + "/")))
                    .forEach(key -> facts.add(AccessFact.credential(provider, id, key)));
        }
        return facts;
    }

    /** Returns whether each of these identities is stored as suspended; identities that are not stored are omitted. */
    Map<String, Boolean> suspended(Set<String> ids) {
        Map<String, Boolean> suspended = new TreeMap<>();
        for (IdentityRecord identity : identities) {
            String id = identity.identity().content().id().externalId();
            if (ids.contains(id)) {
                identity.summary()
                        .ifPresent(summary -> suspended.put(id, summary.status() == IdentityStatus.SUSPENDED));
            }
        }
        return suspended;
    }

    /** Returns the scopes and, for a GitHub installation, its reach. */
    private static Set<String> scopes(Grant grant) {
        Set<String> scopes = new TreeSet<>(grant.scopes());
        if (grant.key().startsWith("installation/")) {
            scopes.add(grant.reach().name());
        }
        return scopes;
    }

    private static boolean isOf(Grant grant, Set<String> people) {
        return grant.subject() instanceof GrantSubject.OnePerson(var person) && people.contains(person.externalId());
    }

    List<Finding> findings() {
        return identities.stream()
                .flatMap(identity -> identity.findings().stream())
                .toList();
    }
}
