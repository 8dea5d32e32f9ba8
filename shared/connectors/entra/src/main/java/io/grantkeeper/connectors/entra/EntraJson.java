package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;

/** Reads JSON by Graph's conventions: a value that is not set is null or omitted. A blank value counts as absent. */
final class EntraJson {
    private EntraJson() {}

    /**
     * Returns the type name from {@code #microsoft.graph.agentIdentity}, or an empty string if the object has the
     * collection's own type.
     */
    static String type(JsonNodeReader body) throws ConnectorException {
        String type = body.optionalNonBlank("@odata.type").orElse("");
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
