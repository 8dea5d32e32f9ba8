package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stream of last sign-ins with each secret, certificate and federated credential. It records them as usage of the
 * app, under the name {@code credential:} followed by the credential's key from the listing.
 */
final class EntraCredentialActivityStream extends EntraLogStream {
    static final StreamId ID = new StreamId("credential-activity");

    static final String CALL = "credential:";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Last sign-ins with each credential";
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        GraphPage page = GraphPage.read(
                session,
                GraphRequestUri.preview("reports", "appCredentialSignInActivities"),
                from.token().orElse(""),
                EntraRateLimits.REPORTS);
        List<String> appIds = new ArrayList<>();
        for (JsonNodeReader row : page.values()) {
            EntraJson.optional(row, "appId").ifPresent(appIds::add);
        }
        Map<String, IdentityId> ids = EntraPrincipalLookup.byAppId(session, appIds);
        EntraUsageAggregator usage = new EntraUsageAggregator();
        for (JsonNodeReader row : page.values()) {
            IdentityId id = ids.get(EntraJson.optional(row, "appId").orElse(""));
            Optional<Instant> at = EntraSignInActivityStream.last(row, "signInActivity");
            if (id != null && at.isPresent()) {
                usage.add(id, at.get(), CALL + EntraJson.truncate(key(row)));
            }
        }
        return page.toPage(usage.observations());
    }

    private static String key(JsonNodeReader row) throws ConnectorException {
        String keyId = EntraJson.required(row, "keyId");
        boolean onPrincipal = EntraJson.optional(row, "credentialOrigin")
                .filter("servicePrincipal"::equals)
                .isPresent();
        boolean federated = EntraJson.optional(row, "keyType")
                .filter("federated"::equalsIgnoreCase)
                .isPresent();
        return (onPrincipal ? EntraCredentialMapper.ON_PRINCIPAL : federated ? EntraCredentialMapper.FEDERATED : "")
                + keyId;
    }
}
