package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests to let fine-grained tokens into the organisation, waiting for an owner. Only a GitHub App may list them. */
final class TokenRequests {
    static final StreamId ID = new StreamId("token-requests");
    static final String KEY = "pat-request/";

    private TokenRequests() {}

    static AccessStream stream() {
        return new Listing(
                ID,
                "Requests for fine-grained tokens",
                Set.of("organization_personal_access_token_requests:read"),
                Duration.ofHours(12),
                "/personal-access-token-requests",
                Map.of("sort", "created_at", "direction", "asc"),
                GitHubCredentials.AS_INSTALLATION,
                Optional.empty(),
                TokenRequests::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        return List.of(new GrantObserved(
                FineGrainedTokens.holder(naming, row),
                FineGrainedTokens.grant(naming, row, KEY + row.id("id")).withStanding(Standing.REQUESTED)));
    }
}
