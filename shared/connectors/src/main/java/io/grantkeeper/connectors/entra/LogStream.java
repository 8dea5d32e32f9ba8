package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What has happened, and what was used. All of it counts against the same narrow quota. */
abstract sealed class LogStream implements AccessStream
        permits SignInActivityStream, CredentialActivityStream, DirectoryAuditsStream {
    @Override
    public StreamNature nature() {
        return StreamNature.LOG;
    }

    /** The log's own permission, and the one to look up what its rows speak of. */
    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.AUDIT, Scopes.APPLICATIONS);
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
