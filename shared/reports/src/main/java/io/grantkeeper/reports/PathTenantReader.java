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
import java.util.Optional;

/** Reads everything that is needed to compute paths: all identities with their grants, and all people. */
public final class PathTenantReader {
    private static final int PAGE = 200;

    private final TenantId tenant;
    private final List<Connection> connections;
    private final AccessStore access;
    private final PathTenantConverter stored;
    private final Instant asOf;
    private int changedLater;
    private Optional<Instant> firstSeen = Optional.empty();

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
        this.asOf = asOf;
    }

    /**
     * Returns the gaps in the facts that were read, one phrase each. The inventory contains only the current content of
     * each row. If a row has changed since an earlier time, its content at that time is not known.
     */
    public List<String> notCollected() {
        List<String> missing = new ArrayList<>(PathTenantConverter.notCollected());
        if (changedLater > 0) {
            missing.add("the content at %s of rows that changed later (%d), whose present content is used instead"
                    .formatted(asOf.toString().substring(0, 16), changedLater));
        }
        return missing;
    }

    /** Returns when the first of the rows that were read was observed; empty if there are none. */
    public Optional<Instant> firstSeen() {
        return firstSeen;
    }

    public PathTenant read() {
        changedLater = 0;
        firstSeen = Optional.empty();
        List<IdentityRecord> identities = new ArrayList<>();
        List<StoredRecord<Person>> people = new ArrayList<>();
        for (Connection connection : connections) {
            List<IdentitySummary> summaries = StorePage.readAll(
                    from -> access.identities(tenant, new IdentityQuery.OfConnection(connection.id()), PAGE, from));
            summaries.forEach(
                    summary -> access.identityRecord(tenant, summary.id()).ifPresent(identities::add));
            people.addAll(StorePage.readAll(from -> access.people(tenant, connection.id(), PAGE, from)));
        }
        for (IdentityRecord identity : identities) {
            note(identity.identity());
            identity.grants().forEach(this::note);
            identity.credentials().forEach(this::note);
        }
        people.forEach(this::note);
        return stored.convert(tenant, identities, people);
    }

    private void note(StoredRecord<?> row) {
        firstSeen = firstSeen.filter(known -> known.isBefore(row.firstSeen())).or(() -> Optional.of(row.firstSeen()));
        boolean existed = !row.firstSeen().isAfter(asOf)
                && row.removedAt().filter(removed -> !removed.isAfter(asOf)).isEmpty();
        if (existed && row.observedAt().isAfter(asOf)) {
            changedLater++;
        }
    }
}
