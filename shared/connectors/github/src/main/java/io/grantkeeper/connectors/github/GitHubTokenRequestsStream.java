package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The stream of pending requests to let fine-grained tokens access the organization. An owner must approve each
 * request. Only a GitHub App may list the requests.
 */
final class GitHubTokenRequestsStream {
    static final StreamId ID = new StreamId("token-requests");
    static final String KEY = "pat-request/";

    private GitHubTokenRequestsStream() {}

    static AccessStream stream() {
        return GitHubListingStream.at("/personal-access-token-requests")
                .withQuery(Map.of("sort", "created_at", "direction", "asc"))
                .stream(
                        StreamDefinition.listing(ID, "Requests for fine-grained tokens")
                                .withScopes("organization_personal_access_token_requests:read")
                                .withFreshFor(Duration.ofHours(12)),
                        GitHubTokenRequestsStream::read);
    }

    static List<Observation> read(GitHubIds ids, JsonNodeReader row) throws ConnectorException {
        return List.of(new GrantObserved(
                GitHubFineGrainedTokensStream.holder(ids, row),
                GitHubFineGrainedTokensStream.grant(ids, row, KEY + row.id("id"))
                        .withStanding(ProviderStatus.REQUESTED)));
    }
}
