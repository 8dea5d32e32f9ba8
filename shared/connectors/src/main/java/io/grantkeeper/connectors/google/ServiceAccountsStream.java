package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
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
import java.util.TreeSet;

/**
 * Service accounts of the Cloud projects that the connection names, with the keys that people made for them. Without
 * the setting {@code projects} there is nothing to read. A partition is a project.
 */
final class ServiceAccountsStream implements AccessStream {
    static final StreamId ID = new StreamId("service-accounts");

    /** Each account costs one more call for its keys, so pages are small (Google allows 100). */
    private static final String PAGE_SIZE = "20";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Service accounts and their keys";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.CLOUD);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        Set<String> projects = new TreeSet<>(known);
        projects.addAll(GoogleSettings.of(session).projects());
        return projects.stream()
                .map(project -> Partition.of(ID, project, Map.of()))
                .toList();
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        GoogleSettings settings = GoogleSettings.of(session);
        String token = from.token().orElse("");
        Address address = Address.of(settings.iamUrl(), "v1", "projects", partition.id(), "serviceAccounts")
                .with("pageSize", PAGE_SIZE);
        if (!token.isEmpty()) {
            address.with("pageToken", token);
        }
        JsonBody answer = Calls.get(session, address.uri(), Limits.IAM);
        List<Observation> observed = new ArrayList<>();
        for (JsonBody account : answer.listOrEmpty("accounts")) {
            NonHumanIdentity identity =
                    ServiceAccounts.identity(session.connection().id(), partition.id(), account);
            observed.add(new IdentityObserved(identity));
            observed.addAll(keys(session, settings, identity));
        }
        Optional<String> next = Read.nextPage(answer, token);
        return next.isPresent() ? Page.more(observed, Cursor.at(next.get())) : Page.last(observed);
    }

    /** Google's own keys, which it rotates daily, are left out. */
    private static List<Observation> keys(ProviderSession session, GoogleSettings settings, NonHumanIdentity holder)
            throws ConnectorException {
        JsonBody answer = Calls.get(
                session,
                ServiceAccounts.address(settings, holder, "keys")
                        .with("keyTypes", "USER_MANAGED")
                        .uri(),
                Limits.IAM);
        List<Observation> observed = new ArrayList<>();
        for (JsonBody key : answer.listOrEmpty("keys")) {
            observed.add(new CredentialObserved(holder, ServiceAccounts.key(key)));
        }
        return observed;
    }
}
