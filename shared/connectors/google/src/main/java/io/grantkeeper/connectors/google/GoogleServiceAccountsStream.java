package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.NonHumanIdentity;
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
final class GoogleServiceAccountsStream {
    static final StreamId ID = new StreamId("service-accounts");

    /**
     * The number of accounts per page. It is small, because each account costs one more call for its keys (Google
     * allows 100).
     */
    private static final String PAGE_SIZE = "20";

    private GoogleServiceAccountsStream() {}

    static AccessStream stream() {
        return StreamDefinition.listing(ID, "Service accounts and their keys")
                .withScopes(GoogleScopes.CLOUD)
                .readBy(GoogleServiceAccountsStream::read)
                .withPartitions(GoogleServiceAccountsStream::partitions);
    }

    private static List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        Set<String> projects = new TreeSet<>(known);
        projects.addAll(GoogleSettings.of(session).projects());
        return projects.stream()
                .map(project -> Partition.of(ID, project, Map.of()))
                .toList();
    }

    private static StreamPage read(StreamPageRequest request) throws ConnectorException {
        GoogleSettings settings = GoogleSettings.of(request.session());
        String token = request.token().orElse("");
        GoogleRequestUri address = GoogleRequestUri.of(
                        settings.iamUrl(), "v1", "projects", request.partition().id(), "serviceAccounts")
                .with("pageSize", PAGE_SIZE);
        if (!token.isEmpty()) {
            address.with("pageToken", token);
        }
        JsonNodeReader answer = GoogleClient.get(request.session(), address.uri(), GoogleRateLimits.IAM);
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader account : answer.listOrEmpty("accounts")) {
            NonHumanIdentity identity = GoogleServiceAccountReader.identity(
                    request.connection(), request.partition().id(), account);
            observed.add(new IdentityObserved(identity));
            observed.addAll(keys(request.session(), settings, identity));
        }
        Optional<String> next = GoogleJson.nextPage(answer, token);
        return StreamPage.of(observed, next);
    }

    /** Returns the keys of the account, except those that Google manages and rotates daily. */
    private static List<AccessObservation> keys(
            ProviderSession session, GoogleSettings settings, NonHumanIdentity identity) throws ConnectorException {
        JsonNodeReader answer = GoogleClient.get(
                session,
                GoogleServiceAccountReader.address(settings, identity, "keys")
                        .with("keyTypes", "USER_MANAGED")
                        .uri(),
                GoogleRateLimits.IAM);
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader key : answer.listOrEmpty("keys")) {
            observed.add(new CredentialObserved(identity, GoogleServiceAccountReader.key(key)));
        }
        return observed;
    }
}
