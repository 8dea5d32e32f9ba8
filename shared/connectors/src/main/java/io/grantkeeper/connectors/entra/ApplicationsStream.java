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
import java.util.Optional;
import java.util.Set;

/**
 * The company's own app registrations with their secrets, certificates and federated credentials. Whoever holds one of
 * these is the app, in every tenant that uses it.
 */
final class ApplicationsStream extends DirectoryListing {
    static final StreamId ID = new StreamId("applications");

    private static final String SELECT = "id,appId,displayName,createdDateTime,passwordCredentials,keyCredentials";

    /** Two requests in batches for each. */
    private static final String PAGE_SIZE = "100";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "App registrations and their credentials";
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.APPLICATIONS);
    }

    @Override
    String segmentOf(NonHumanIdentity holder) {
        return holder.attributes().getOrDefault(Identities.APPLICATION_OBJECT_ID, "");
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        if (partition.segment().isPresent()) {
            Optional<JsonBody> one = Calls.find(
                    session,
                    shown(Address.of("applications", partition.segment().get())));
            return Page.last(observations(session, one.map(List::of).orElse(List.of())));
        }
        Address address = shown(Address.of("applications").with("$top", PAGE_SIZE));
        GraphPage page = GraphPage.read(session, address, from.token().orElse(""), Limits.KEYS);
        return page.toPage(observations(session, page.values()));
    }

    private static Address shown(Address address) {
        return address.select(SELECT).with("$expand", Principals.OWNERS);
    }

    private static List<Observation> observations(ProviderSession session, List<JsonBody> registrations)
            throws ConnectorException {
        List<String> appIds = new ArrayList<>();
        List<Address> trusts = new ArrayList<>();
        for (JsonBody registration : registrations) {
            appIds.add(Read.required(registration, "appId"));
            trusts.add(Address.of("applications", Read.required(registration, "id"), "federatedIdentityCredentials"));
        }
        Map<String, NonHumanIdentity> principals = new Principals(session).byAppId(appIds);
        List<Optional<JsonBody>> federated = Batch.get(session, trusts);
        List<Observation> observed = new ArrayList<>();
        for (int i = 0; i < registrations.size(); i++) {
            JsonBody registration = registrations.get(i);
            NonHumanIdentity holder = principals.get(appIds.get(i));
            if (holder == null) {
                holder = Identities.ofRegistration(
                        session.connection().id(), registration, Owners.of(session, registration, "applications"));
                observed.add(new IdentityObserved(holder));
            }
            List<Credential> credentials = new ArrayList<>(Credentials.ofRegistration(registration));
            if (federated.get(i).isPresent()) {
                for (JsonBody trust : GraphPage.all(session, federated.get(i).get())) {
                    credentials.add(Credentials.federated(trust));
                }
            }
            for (Credential credential : credentials) {
                observed.add(new CredentialObserved(holder, credential));
            }
        }
        return observed;
    }
}
