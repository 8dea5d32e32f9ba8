package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.nio.charset.StandardCharsets;

/** Parses JSON in tests. */
final class TestJson {
    private TestJson() {}

    static JsonNodeReader of(String text) throws ConnectorException {
        return JsonNodeReader.of("an example", text.getBytes(StandardCharsets.UTF_8));
    }
}
