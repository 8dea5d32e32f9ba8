package io.grantkeeper.simulator.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Writes plain maps and lists as JSON, and parses JSON. The doubles build the vendors' JSON by hand, field by field.
 */
public final class SimulatorJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SimulatorJson() {}

    /**
     * Creates an object with the given members.
     *
     * @param namesAndValues alternating names and values, in the order of the members; a null value is written as null
     */
    public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = LinkedHashMap.newLinkedHashMap(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), plain(namesAndValues[i + 1]));
        }
        return fields;
    }

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /**
     * Parses a body. If the body is not JSON, returns a missing node, on which every lookup also returns a missing
     * node.
     */
    public static JsonNode read(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> plain(optional.orElse(null));
            case Instant instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString();
            default -> value;
        };
    }
}
