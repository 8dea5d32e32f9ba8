package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up the identities that log rows refer to. A row contains an object id, but an identity's id is derived from its
 * application id.
 */
final class EntraPrincipalLookup {
    /** The properties from which the id of an identity is derived. */
    private static final String SELECT = "id,appId,servicePrincipalType";

    private EntraPrincipalLookup() {}

    /**
     * Returns the ids of the apps that the rows of a report name, keyed by application id. Apps that are not in the
     * tenant are omitted.
     */
    static Map<String, IdentityId> byAppIdOf(ProviderSession session, Collection<JsonNodeReader> rows)
            throws ConnectorException {
        List<String> appIds = new ArrayList<>();
        for (JsonNodeReader row : rows) {
            row.optionalNonBlank("appId").ifPresent(appIds::add);
        }
        return byAppId(session, appIds);
    }

    /** Returns the ids of identities, keyed by application id. Apps that are not in the tenant are omitted. */
    static Map<String, IdentityId> byAppId(ProviderSession session, Collection<String> appIds)
            throws ConnectorException {
        List<String> wanted = appIds.stream().distinct().sorted().toList();
        return lookUp(
                session,
                wanted,
                wanted.stream()
                        .map(id -> GraphRequestUri.byAppId("servicePrincipals", id))
                        .toList());
    }

    /**
     * Returns the ids of identities, keyed by the service principal's object id. Deleted service principals are
     * omitted.
     */
    static Map<String, IdentityId> byObjectId(ProviderSession session, Collection<String> objectIds)
            throws ConnectorException {
        List<String> wanted = objectIds.stream().distinct().sorted().toList();
        return lookUp(
                session,
                wanted,
                wanted.stream()
                        .map(id -> GraphRequestUri.of("servicePrincipals", id))
                        .toList());
    }

    /** Returns the ids of identities, keyed by the registration's object id. */
    static Map<String, IdentityId> byRegistration(ProviderSession session, Collection<String> objectIds)
            throws ConnectorException {
        List<String> wanted = objectIds.stream().distinct().sorted().toList();
        List<Optional<JsonNodeReader>> answers = GraphBatch.get(
                session,
                wanted.stream()
                        .map(id -> GraphRequestUri.of("applications", id).select("id,appId"))
                        .toList());
        Map<String, String> appIds = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (answers.get(i).isPresent()) {
                appIds.put(wanted.get(i), answers.get(i).get().nonBlank("appId"));
            }
        }
        Map<String, IdentityId> byAppId = byAppId(session, appIds.values());
        Map<String, IdentityId> found = new HashMap<>();
        appIds.forEach((objectId, appId) -> {
            IdentityId id = byAppId.get(appId);
            if (id != null) {
                found.put(objectId, id);
            }
        });
        return found;
    }

    private static Map<String, IdentityId> lookUp(
            ProviderSession session, List<String> keys, List<GraphRequestUri> addresses) throws ConnectorException {
        ConnectionId connection = session.connection().id();
        List<Optional<JsonNodeReader>> answers = GraphBatch.get(
                session,
                addresses.stream().map(address -> address.select(SELECT)).toList());
        Map<String, IdentityId> found = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            if (answers.get(i).isPresent()) {
                found.put(keys.get(i), EntraIds.id(connection, answers.get(i).get()));
            }
        }
        return found;
    }
}
