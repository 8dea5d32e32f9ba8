package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.List;

/** Reads the owners of an object. Graph expands at most twenty owners and does not indicate whether there are more. */
final class EntraOwners {
    private static final int MAX_EXPANDED = 20;

    private EntraOwners() {}

    /**
     * Returns the owners of an object.
     *
     * @param collection the collection that contains the object: {@code servicePrincipals} or {@code applications}
     */
    static List<JsonNodeReader> of(ProviderSession session, JsonNodeReader object, String collection)
            throws ConnectorException {
        List<JsonNodeReader> owners = object.listOrEmpty("owners");
        if (owners.size() < MAX_EXPANDED) {
            return owners;
        }
        EntraSettings settings = EntraSettings.of(session);
        GraphRequestUri all = GraphRequestUri.of(collection, object.nonBlank("id"), "owners")
                .select("id")
                .with("$top", GraphPage.LARGEST);
        return GraphPage.all(
                session,
                EntraClient.get(session, all.uri(settings), settings.size().directoryLimit()));
    }
}
