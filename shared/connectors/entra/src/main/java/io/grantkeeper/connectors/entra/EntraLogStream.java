package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A stream of events or usage from a log. All of Entra's logs count against the same small quota. */
abstract sealed class EntraLogStream implements AccessStream
        permits EntraSignInActivityStream, EntraCredentialActivityStream, EntraDirectoryAuditsStream {
    @Override
    public StreamNature nature() {
        return StreamNature.LOG;
    }

    /** Returns the log's own permission and the permission for looking up the objects that its rows name. */
    @Override
    public Set<String> requiredScopes() {
        return Set.of(EntraScopes.AUDIT, EntraScopes.APPLICATIONS);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(id()));
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(6);
    }
}
