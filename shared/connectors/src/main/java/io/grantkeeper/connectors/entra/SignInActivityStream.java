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
 * When each service principal last signed in, by itself and for a person. The report keeps the latest only, so each
 * read adds the day that it was. That others signed in to it as a resource is no use of its access.
 */
final class SignInActivityStream extends LogStream {
    static final StreamId ID = new StreamId("sign-in-activity");

    /** The report's members, and what a sign-in of that sort is called. */
    private static final Map<String, String> SORTS = Map.of(
            "applicationAuthenticationClientSignInActivity", "sign-in:application",
            "delegatedClientSignInActivity", "sign-in:delegated");

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Last sign-ins of apps";
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        GraphPage page = GraphPage.read(
                session,
                Address.preview("reports", "servicePrincipalSignInActivities"),
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
            if (id != null) {
                for (Map.Entry<String, String> sort : SORTS.entrySet()) {
                    last(row, sort.getKey()).ifPresent(at -> usage.add(id, at, sort.getValue()));
                }
            }
        }
        return page.toPage(usage.observations());
    }

    /** @param member of the type {@code signInActivity} */
    static Optional<Instant> last(JsonBody row, String member) throws ConnectorException {
        Optional<JsonBody> activity = row.optionalObject(member);
        return activity.isPresent() ? activity.get().optionalInstant("lastSignInDateTime") : Optional.empty();
    }
}
