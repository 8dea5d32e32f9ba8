package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
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
 * Every app, managed identity and agent that the tenant knows, Microsoft's own included, with its owners and sponsors,
 * and the credentials that lie on the service principal itself (most lie on the registration).
 */
final class ServicePrincipalsStream extends DirectoryListing {
    static final StreamId ID = new StreamId("service-principals");

    private static final String SELECT = Principals.SELECT + ",passwordCredentials,keyCredentials";

    /** Own apps and agents cost further calls, twenty to a batch: a page stays within a dozen of them. */
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
        return Set.of(Scopes.APPLICATIONS);
    }

    @Override
    String segmentOf(NonHumanIdentity holder) {
        return holder.attributes().getOrDefault(Identities.OBJECT_ID, "");
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        if (partition.segment().isPresent()) {
            Optional<JsonBody> one = Calls.find(
                    session,
                    Address.of("servicePrincipals", partition.segment().get())
                            .select(SELECT)
                            .with("$expand", Principals.OWNERS));
            return Page.last(observations(session, one.map(List::of).orElse(List.of())));
        }
        Address address = Address.of("servicePrincipals")
                .with("$top", PAGE_SIZE)
                .select(SELECT)
                .with("$expand", Principals.OWNERS);
        GraphPage page = GraphPage.read(session, address, from.token().orElse(""), Limits.KEYS);
        return page.toPage(observations(session, page.values()));
    }

    private static List<Observation> observations(ProviderSession session, List<JsonBody> principals)
            throws ConnectorException {
        Map<String, NonHumanIdentity> identities = new Principals(session).identities(principals);
        List<Observation> observed = new ArrayList<>();
        for (JsonBody principal : principals) {
            NonHumanIdentity identity = Objects.requireNonNull(identities.get(Read.required(principal, "id")));
            observed.add(new IdentityObserved(identity));
            for (Credential credential : Credentials.ofPrincipal(principal)) {
                observed.add(new CredentialObserved(identity, credential));
            }
        }
        return observed;
    }
}
