package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import java.nio.charset.StandardCharsets;

/** JSON written in a test. */
final class Json {
    private Json() {}

    static JsonBody of(String text) throws ConnectorException {
        return JsonBody.of("an example", text.getBytes(StandardCharsets.UTF_8));
    }
}
