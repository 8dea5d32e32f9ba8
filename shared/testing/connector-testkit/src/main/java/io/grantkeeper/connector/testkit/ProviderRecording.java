package io.grantkeeper.connector.testkit;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The responses that a provider gives while a stream is read: recorded from a double, or assembled from examples that
 * the vendor publishes. A recording contains no tokens. Wherever a response names the server's own address, the
 * recording has a placeholder with the name of the setting that points to it, such as <code>{{base-url}}</code>.
 *
 * @param at the time of the recording; also the clock's time during replay
 * @param settings the connection's settings other than addresses
 * @param servers the path of each base URL, keyed by setting; usually empty
 */
record ProviderRecording(
        Instant at, SortedMap<String, String> settings, SortedMap<String, String> servers, List<Exchange> exchanges) {
    /**
     * A recorded call and its response.
     *
     * @param query as sent, without the question mark; may be empty
     * @param headers response headers that describe the content, not the connection
     * @param body parsed JSON if the response was JSON, otherwise a string
     */
    record Exchange(
            String server,
            String method,
            String path,
            String query,
            int status,
            SortedMap<String, List<String>> headers,
            JsonNode body) {
        Exchange {
            headers = new TreeMap<>(headers);
        }

        boolean matches(ReceivedCall call) {
            return server.equals(call.server())
                    && method.equals(call.method())
                    && path.equals(call.path())
                    && query.equals(call.query());
        }
    }

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    ProviderRecording {
        settings = new TreeMap<>(settings);
        servers = new TreeMap<>(servers);
        exchanges = List.copyOf(exchanges);
    }

    static ProviderRecording parse(String json) {
        return MAPPER.readValue(json, ProviderRecording.class);
    }

    String write() {
        return pretty(MAPPER).writeValueAsString(this);
    }

    /** Returns a writer that indents its output and uses LF line endings on every machine. */
    static ObjectWriter pretty(JsonMapper mapper) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return mapper.writer()
                .with(new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
    }
}
