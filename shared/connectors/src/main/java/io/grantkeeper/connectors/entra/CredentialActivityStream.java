package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When each secret, certificate and federated credential was last signed in with. It is use of the app, named {@code
 * credential:} and the credential's key as the listing has it.
 */
final class CredentialActivityStream extends LogStream {
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
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        GraphPage page = GraphPage.read(
                session,
                Address.preview("reports", "appCredentialSignInActivities"),
                from.token().orElse(""),
                Limits.REPORTS);
        List<String> appIds = new ArrayList<>();
        for (JsonBody row : page.values()) {
            Read.optional(row, "appId").ifPresent(appIds::add);
        }
        Map<String, IdentityId> ids = PrincipalIds.byAppId(session, appIds);
        UsageFold usage = new UsageFold();
        for (JsonBody row : page.values()) {
            IdentityId id = ids.get(Read.optional(row, "appId").orElse(""));
            Optional<Instant> at = SignInActivityStream.last(row, "signInActivity");
            if (id != null && at.isPresent()) {
                usage.add(id, at.get(), CALL + Read.bounded(key(row)));
            }
        }
        return page.toPage(usage.observations());
    }

    private static String key(JsonBody row) throws ConnectorException {
        String keyId = Read.required(row, "keyId");
        boolean onPrincipal = Read.optional(row, "credentialOrigin")
                .filter("servicePrincipal"::equals)
                .isPresent();
        boolean federated = Read.optional(row, "keyType")
                .filter("federated"::equalsIgnoreCase)
                .isPresent();
        return (onPrincipal ? Credentials.ON_PRINCIPAL : federated ? Credentials.FEDERATED : "") + keyId;
    }
}
