package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.Map;

/**
 * A stream that lists one directory collection. The collection is read page by page as a single partition, because
 * Graph's page links must be followed in order. A single object can be read again by its object id, except in {@link
 * EntraAgentIdentitiesStream} and {@link EntraAgentUsersStream}, which are always read as a whole.
 */
abstract sealed class EntraListingStream implements AccessStream
        permits EntraUsersStream,
                EntraDirectoryRolesStream,
                EntraServicePrincipalsStream,
                EntraDelegatedGrantsStream,
                EntraAppRolesStream,
                EntraApplicationsStream,
                EntraAgentIdentitiesStream,
                EntraAgentUsersStream {
    private final StreamDefinition definition;
    private final String segmentAttribute;

    /** Creates a stream in which people can be read again one by one, but identities cannot. */
    EntraListingStream(StreamDefinition definition) {
        this(definition, "");
    }

    /**
     * Creates a stream in which both people and identities can be read again one by one.
     *
     * @param segmentAttribute the attribute of an identity whose value is the segment of the identity's rows
     */
    EntraListingStream(StreamDefinition definition, String segmentAttribute) {
        this.definition = definition;
        this.segmentAttribute = segmentAttribute;
    }

    @Override
    public final StreamDefinition definition() {
        return definition;
    }

    /** Returns the partition that reads only the object with this id. */
    static Partition singleObject(StreamId stream, String objectId) {
        return Partition.whole(stream).onlySegment(objectId, Map.of());
    }

    @Override
    public String segmentOf(AccessObservation observation) {
        if (observation instanceof PersonObserved(Person person)) {
            return person.id().externalId();
        }
        return observation
                .observedIdentity()
                .map(identity -> identity.attributes().getOrDefault(segmentAttribute, ""))
                .orElse("");
    }
}
