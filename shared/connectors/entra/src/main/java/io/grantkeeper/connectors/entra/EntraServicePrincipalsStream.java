package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Apps, managed identities and agents";
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(EntraScopes.APPLICATIONS);
    }

    @Override
    String segmentOf(NonHumanIdentity holder) {
        return holder.attributes().getOrDefault(EntraIds.OBJECT_ID, "");
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        if (partition.segment().isPresent()) {
            Optional<JsonNodeReader> one = EntraClient.find(
                    session,
                    GraphRequestUri.of("servicePrincipals", partition.segment().get())
                            .select(SELECT)
                            .with("$expand", EntraPrincipalMapper.OWNERS));
            return StreamPage.last(observations(session, one.map(List::of).orElse(List.of())));
        }
        GraphRequestUri address = GraphRequestUri.of("servicePrincipals")
                .with("$top", PAGE_SIZE)
                .select(SELECT)
                .with("$expand", EntraPrincipalMapper.OWNERS);
        GraphPage page = GraphPage.read(session, address, from.token().orElse(""), EntraRateLimits.KEYS);
        return page.toPage(observations(session, page.values()));
    }

    private static List<Observation> observations(ProviderSession session, List<JsonNodeReader> principals)
            throws ConnectorException {
        Map<String, NonHumanIdentity> identities = new EntraPrincipalMapper(session).identities(principals);
        List<Observation> observed = new ArrayList<>();
        for (JsonNodeReader principal : principals) {
            NonHumanIdentity identity = Objects.requireNonNull(identities.get(EntraJson.required(principal, "id")));
            observed.add(new IdentityObserved(identity));
            for (Credential credential : EntraCredentialMapper.ofPrincipal(principal)) {
                observed.add(new CredentialObserved(identity, credential));
            }
        }
        return observed;
    }
}
