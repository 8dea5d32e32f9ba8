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
import java.util.Optional;

/**
 * The stream of the tenant's own app registrations with their secrets, certificates and federated credentials. Anyone
 * with one of these credentials can act as the app, in every tenant that uses it.
 */
final class EntraApplicationsStream extends EntraListingStream {
    static final StreamId ID = new StreamId("applications");

    private static final String SELECT = "id,appId,displayName,createdDateTime,passwordCredentials,keyCredentials";

    /** The number of registrations per page. It is small, because each registration costs two requests in batches. */
    private static final String PAGE_SIZE = "100";

    private static final GraphCollection COLLECTION = new GraphCollection(
            "applications", PAGE_SIZE, address -> address.select(SELECT).with("$expand", EntraPrincipalMapper.OWNERS));

    EntraApplicationsStream() {
        super(
                StreamDefinition.listing(ID, "App registrations and their credentials")
                        .withScopes(EntraScopes.APPLICATIONS),
                EntraIds.APPLICATION_OBJECT_ID);
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        GraphPage page = COLLECTION.read(session, partition, from, EntraRateLimits.KEYS);
        return page.toPage(observations(session, page.values()));
    }

    private static List<AccessObservation> observations(ProviderSession session, List<JsonNodeReader> registrations)
            throws ConnectorException {
        List<String> appIds = new ArrayList<>();
        List<GraphRequestUri> trusts = new ArrayList<>();
        for (JsonNodeReader registration : registrations) {
            appIds.add(registration.nonBlank("appId"));
            trusts.add(GraphRequestUri.of("applications", registration.nonBlank("id"), "federatedIdentityCredentials"));
        }
        Map<String, NonHumanIdentity> principals = new EntraPrincipalMapper(session).byAppId(appIds);
        List<Optional<JsonNodeReader>> federated = GraphBatch.get(session, trusts);
        List<AccessObservation> observed = new ArrayList<>();
        for (int i = 0; i < registrations.size(); i++) {
            JsonNodeReader registration = registrations.get(i);
            NonHumanIdentity identity = principals.get(appIds.get(i));
            if (identity == null) {
                identity = EntraIds.ofRegistration(
                        session.connection().id(), registration, EntraOwners.of(session, registration, "applications"));
                observed.add(new IdentityObserved(identity));
            }
            List<Credential> credentials = new ArrayList<>(EntraCredentialMapper.ofRegistration(registration));
            if (federated.get(i).isPresent()) {
                for (JsonNodeReader trust :
                        GraphPage.all(session, federated.get(i).get())) {
                    credentials.add(EntraCredentialMapper.federated(trust));
                }
            }
            for (Credential credential : credentials) {
                observed.add(new CredentialObserved(identity, credential));
            }
        }
        return observed;
    }
}
