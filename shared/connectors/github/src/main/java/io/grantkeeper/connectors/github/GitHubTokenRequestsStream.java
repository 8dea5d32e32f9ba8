package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import java.util.List;

/**
 * The stream of pending requests to let fine-grained tokens access the organization. An owner must approve each
 * request. Only a GitHub App may list the requests.
 */
final class GitHubTokenRequestsStream {
    static final StreamId ID = new StreamId("token-requests");
    static final String KEY = "pat-request/";

    private GitHubTokenRequestsStream() {}

    static List<AccessObservation> read(GitHubIds ids, JsonNodeReader row) throws ConnectorException {
        return List.of(new GrantObserved(
                GitHubFineGrainedTokensStream.holder(ids, row),
                GitHubFineGrainedTokensStream.grant(ids, row, KEY + row.id("id"))
                        .withStanding(ProviderStatus.REQUESTED)));
    }
}
