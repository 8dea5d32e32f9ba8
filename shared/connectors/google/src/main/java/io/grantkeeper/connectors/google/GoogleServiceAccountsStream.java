package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
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
 * The stream of service accounts with their user-managed keys, in the Cloud projects that the setting {@code projects}
 * lists. Without the setting, the stream is empty. Each project is a partition.
 */
final class GoogleServiceAccountsStream implements AccessStream {
    static final StreamId ID = new StreamId("service-accounts");

    /**
     * The number of accounts per page. It is small, because each account costs one more call for its keys (Google
     * allows 100).
     */
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
        return Set.of(GoogleScopes.CLOUD);
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
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        GoogleSettings settings = GoogleSettings.of(session);
        String token = from.token().orElse("");
        GoogleRequestUri address = GoogleRequestUri.of(
                        settings.iamUrl(), "v1", "projects", partition.id(), "serviceAccounts")
                .with("pageSize", PAGE_SIZE);
        if (!token.isEmpty()) {
            address.with("pageToken", token);
        }
        JsonNodeReader answer = GoogleClient.get(session, address.uri(), GoogleRateLimits.IAM);
        List<Observation> observed = new ArrayList<>();
        for (JsonNodeReader account : answer.listOrEmpty("accounts")) {
            NonHumanIdentity identity =
                    GoogleServiceAccountReader.identity(session.connection().id(), partition.id(), account);
            observed.add(new IdentityObserved(identity));
            observed.addAll(keys(session, settings, identity));
        }
        Optional<String> next = GoogleJson.nextPage(answer, token);
        return next.isPresent() ? StreamPage.more(observed, PartitionCursor.at(next.get())) : StreamPage.last(observed);
    }

    /** Returns the keys of the account, except those that Google manages and rotates daily. */
    private static List<Observation> keys(ProviderSession session, GoogleSettings settings, NonHumanIdentity holder)
            throws ConnectorException {
        JsonNodeReader answer = GoogleClient.get(
                session,
                GoogleServiceAccountReader.address(settings, holder, "keys")
                        .with("keyTypes", "USER_MANAGED")
                        .uri(),
                GoogleRateLimits.IAM);
        List<Observation> observed = new ArrayList<>();
        for (JsonNodeReader key : answer.listOrEmpty("keys")) {
            observed.add(new CredentialObserved(holder, GoogleServiceAccountReader.key(key)));
        }
        return observed;
    }
}
