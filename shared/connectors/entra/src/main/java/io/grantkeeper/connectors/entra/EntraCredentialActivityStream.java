package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.UsageAggregator;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of the last sign-in with each secret, certificate and federated credential. It records each sign-in as
 * usage of the app, under the name {@code credential:} followed by the credential's key from the listing.
 */
final class EntraCredentialActivityStream extends EntraLogStream {
    static final StreamId ID = new StreamId("credential-activity");

    static final String CALL = "credential:";

    EntraCredentialActivityStream() {
        super(define(ID, "Last sign-ins with each credential"));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        return readSignIns(session, "appCredentialSignInActivities", from, EntraCredentialActivityStream::addUsage);
    }

    private static void addUsage(JsonNodeReader row, IdentityId app, UsageAggregator into) throws ConnectorException {
        Optional<Instant> at = EntraSignInActivityStream.last(row, "signInActivity");
        if (at.isPresent()) {
            into.add(app, KnownOrUnknown.unknown(), at.get(), Set.of(CALL + EventDetailText.text(key(row))));
        }
    }

    private static String key(JsonNodeReader row) throws ConnectorException {
        String keyId = row.nonBlank("keyId");
        boolean onPrincipal = row.optionalNonBlank("credentialOrigin")
                .filter("servicePrincipal"::equals)
                .isPresent();
        boolean federated = row.optionalNonBlank("keyType")
                .filter("federated"::equalsIgnoreCase)
                .isPresent();
        return (onPrincipal ? EntraCredentialMapper.ON_PRINCIPAL : federated ? EntraCredentialMapper.FEDERATED : "")
                + keyId;
    }
}
