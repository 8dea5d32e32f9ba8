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
 * What a provider answered while a stream was read: recorded from a double, or put together from examples that the
 * vendor publishes. Holds no tokens. Where an answer names the server's own address, the recording says
 * <code>{{base-url}}</code>, with the name of the setting that points there.
 *
 * @param at the time of the recording; replayed at the same time
 * @param settings the connection's settings other than addresses
 * @param servers the path of each base URL, by setting; usually empty
 */
record Recording(
        Instant at, SortedMap<String, String> settings, SortedMap<String, String> servers, List<Exchange> exchanges) {
    /**
     * @param query as it was sent, without the question mark; may be empty
     * @param headers those that say something about the answer, not about the connection
     * @param body JSON where the answer was JSON, else a string
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

        boolean answers(Call call) {
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

    Recording {
        settings = new TreeMap<>(settings);
        servers = new TreeMap<>(servers);
        exchanges = List.copyOf(exchanges);
    }

    static Recording parse(String json) {
        return MAPPER.readValue(json, Recording.class);
    }

    String write() {
        return pretty(MAPPER).writeValueAsString(this);
    }

    /** Indented, with the line ends of Unix on every machine. */
    static ObjectWriter pretty(JsonMapper mapper) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return mapper.writer()
                .with(new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
    }
}
