package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.EventObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A collection of the directory, read page by page as one partition, since Graph's links lead through it in one order
 * only. A single object of it can be read again alone, by its object id.
 */
abstract sealed class DirectoryListing implements AccessStream
        permits UsersStream,
                ServicePrincipalsStream,
                DelegatedGrantsStream,
                AppRolesStream,
                ApplicationsStream,
                AgentIdentitiesStream,
                AgentUsersStream {
    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(id()));
    }

    /** The object with this id, to be read again. */
    static Partition onlyOne(StreamId stream, String objectId) {
        return Partition.whole(stream).onlySegment(objectId, Map.of());
    }

    /** The object that a holder's rows belong to; empty where the stream is always read whole. */
    String segmentOf(NonHumanIdentity holder) {
        return "";
    }

    @Override
    public String segmentOf(Observation observation) {
        return switch (observation) {
            case IdentityObserved(NonHumanIdentity identity) -> segmentOf(identity);
            case GrantObserved(NonHumanIdentity holder, Grant _) -> segmentOf(holder);
            case CredentialObserved(NonHumanIdentity holder, Credential _) -> segmentOf(holder);
            case PersonObserved(var person) -> person.id().externalId();
            case EventObserved _, UsageObserved _ -> "";
        };
    }
}
