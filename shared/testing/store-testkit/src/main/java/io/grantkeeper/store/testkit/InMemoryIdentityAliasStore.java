package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityAliasStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** An {@code IdentityAliasStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemoryIdentityAliasStore implements IdentityAliasStore {
    private final Map<Name, SortedSet<IdentityId>> identities = new HashMap<>();

    private record Name(TenantId tenant, String value) {}

    @Override
    public synchronized void save(TenantId tenant, IdentityId identity, Collection<Alias> aliases) {
        aliases.forEach(alias -> identities
                .computeIfAbsent(new Name(tenant, alias.value()), _ -> new TreeSet<>())
                .add(identity));
    }

    @Override
    public synchronized List<IdentityId> findByName(TenantId tenant, String name) {
        return List.copyOf(identities.getOrDefault(new Name(tenant, name), new TreeSet<>()));
    }
}
