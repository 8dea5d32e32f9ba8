package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The stream of all apps, managed identities and agents in the tenant, including Microsoft's own, with their
 * owners and sponsors. It includes the credentials on the service principal itself; most credentials are on
 * the registration.
 */
final class EntraServicePrincipalsStream extends EntraListingStream {
    static final StreamId ID = new StreamId("service-principals");

    private static final String SELECT = EntraPrincipalMapper.SELECT + ",passwordCredentials,keyCredentials";

    /**
     * The number of service principals per page. It is small, because the tenant's own apps and agents need
     * further calls, which are sent in batches of twenty. A page of this size needs at most about a dozen batches.
     */
    private static final String PAGE_SIZE = "200";

    private static final GraphCollection COLLECTION = new GraphCollection(
            "servicePrincipals",
            PAGE_SIZE,
            address -> address.select(SELECT).with("$expand", EntraPrincipalMapper.OWNERS));

    EntraServicePrincipalsStream() {
        super(
                StreamDefinition.listing(ID, "Apps, managed identities and agents")
                        .withScopes(EntraScopes.APPLICATIONS),
                EntraIds.OBJECT_ID);
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        GraphPage page = COLLECTION.read(session, partition, from, EntraRateLimits.KEYS);
        return page.toPage(observations(session, page.values()));
    }

    private static List<AccessObservation> observations(ProviderSession session, List<JsonNodeReader> principals)
            throws ConnectorException {
        Map<String, NonHumanIdentity> identities = new EntraPrincipalMapper(session).identities(principals);
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader principal : principals) {
            NonHumanIdentity identity = Objects.requireNonNull(identities.get(principal.nonBlank("id")));
            observed.add(new IdentityObserved(identity));
            for (Credential credential : EntraCredentialMapper.ofPrincipal(principal)) {
                observed.add(new CredentialObserved(identity, credential));
            }
        }
        return observed;
    }
}
