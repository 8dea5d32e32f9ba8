package io.grantkeeper.reports;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.paths.PathTenant;
import io.grantkeeper.paths.PathTenantConverter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads everything that is needed to compute paths: all identities with their grants, and all people. */
public final class PathTenantReader {
    private static final int PAGE = 200;

    private final TenantId tenant;
    private final List<Connection> connections;
    private final AccessStore access;
    private final PathTenantConverter stored;

    /**
     * Creates a reader.
     *
     * @param asOf the time at which grants must be valid; rows that appeared later are left out
     */
    public PathTenantReader(TenantId tenant, Collection<Connection> connections, AccessStore access, Instant asOf) {
        this.tenant = tenant;
        this.connections = List.copyOf(connections);
        this.access = access;
        Map<ConnectionId, String> providers = new HashMap<>();
        connections.forEach(connection ->
                providers.put(connection.id(), connection.provider().toString()));
        this.stored = new PathTenantConverter(providers, asOf);
    }

    /** Returns what the stored facts do not contain, one phrase each. */
    public List<String> notCollected() {
        return PathTenantConverter.notCollected();
    }

    public PathTenant read() {
        List<IdentityRecord> identities = new ArrayList<>();
        List<StoredRecord<Person>> people = new ArrayList<>();
        for (Connection connection : connections) {
            List<IdentitySummary> summaries = StorePage.readAll(
                    from -> access.identities(tenant, new IdentityQuery.OfConnection(connection.id()), PAGE, from));
            summaries.forEach(
                    summary -> access.identityRecord(tenant, summary.id()).ifPresent(identities::add));
            people.addAll(StorePage.readAll(from -> access.people(tenant, connection.id(), PAGE, from)));
        }
        return stored.convert(tenant, identities, people);
    }
}
