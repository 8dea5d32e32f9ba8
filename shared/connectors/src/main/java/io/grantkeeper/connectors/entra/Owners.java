package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import java.util.List;

/** Owners that came with an object. Graph expands no more than twenty, without a word on the others. */
final class Owners {
    private static final int MOST_EXPANDED = 20;

    private Owners() {}

    /** @param collection where the object lies: {@code servicePrincipals} or {@code applications} */
    static List<JsonBody> of(ProviderSession session, JsonBody object, String collection) throws ConnectorException {
        List<JsonBody> owners = object.listOrEmpty("owners");
        if (owners.size() < MOST_EXPANDED) {
            return owners;
        }
        EntraSettings settings = EntraSettings.of(session);
        Address all = Address.of(collection, Read.required(object, "id"), "owners")
                .select("id")
                .with("$top", GraphPage.LARGEST);
        return GraphPage.all(
                session, Calls.get(session, all.uri(settings), settings.size().directory()));
    }
}
