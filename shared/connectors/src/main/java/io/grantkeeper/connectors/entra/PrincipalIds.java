package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out of which identity a log's rows speak: rows name objects, and identities are named by application id. */
final class PrincipalIds {
    /** What an identity's id follows from. */
    private static final String SELECT = "id,appId,servicePrincipalType";

    private PrincipalIds() {}

    /** By application id; those that the tenant does not know are left out. */
    static Map<String, IdentityId> byAppId(ProviderSession session, Collection<String> appIds)
            throws ConnectorException {
        List<String> wanted = appIds.stream().distinct().sorted().toList();
        return found(
                session,
                wanted,
                wanted.stream()
                        .map(id -> Address.byAppId("servicePrincipals", id))
                        .toList());
    }

    /** By object id of the service principal; those that are gone are left out. */
    static Map<String, IdentityId> byObjectId(ProviderSession session, Collection<String> objectIds)
            throws ConnectorException {
        List<String> wanted = objectIds.stream().distinct().sorted().toList();
        return found(
                session,
                wanted,
                wanted.stream().map(id -> Address.of("servicePrincipals", id)).toList());
    }

    /** By object id of the registration. */
    static Map<String, IdentityId> byRegistration(ProviderSession session, Collection<String> objectIds)
            throws ConnectorException {
        List<String> wanted = objectIds.stream().distinct().sorted().toList();
        List<Optional<JsonBody>> answers = Batch.get(
                session,
                wanted.stream()
                        .map(id -> Address.of("applications", id).select("id,appId"))
                        .toList());
        Map<String, String> appIds = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (answers.get(i).isPresent()) {
                appIds.put(wanted.get(i), Read.required(answers.get(i).get(), "appId"));
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

    private static Map<String, IdentityId> found(ProviderSession session, List<String> keys, List<Address> addresses)
            throws ConnectorException {
        ConnectionId connection = session.connection().id();
        List<Optional<JsonBody>> answers = Batch.get(
                session,
                addresses.stream().map(address -> address.select(SELECT)).toList());
        Map<String, IdentityId> found = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            if (answers.get(i).isPresent()) {
                found.put(keys.get(i), Identities.id(connection, answers.get(i).get()));
            }
        }
        return found;
    }
}
