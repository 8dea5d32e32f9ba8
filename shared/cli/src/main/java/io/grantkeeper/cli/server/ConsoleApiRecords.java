package io.grantkeeper.cli.server;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.StorePage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/** Reads stored records through the API, and converts them to the model. */
final class ConsoleApiRecords {
    /** The maximum number of records that one call requests. API Gateway limits the length of a URL. */
    static final int MAX_KEYS = 25;

    private static final int MAX_PAGE = 200;

    private final ConsoleApiClient server;

    ConsoleApiRecords(ConsoleApiClient server) {
        this.server = server;
    }

    /** Returns a page of a listing, starting after a cursor. */
    <T> StorePage<T> page(
            String query, Class<T> type, Map<String, String> parameters, int limit, Optional<String> from) {
        return page(query, ModelJson.mapper().constructType(type), parameters, limit, from);
    }

    <T> StorePage<T> page(
            String query, JavaType type, Map<String, String> parameters, int limit, Optional<String> from) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("limit", String.valueOf(Math.min(limit, MAX_PAGE)));
        from.ifPresent(cursor -> all.put("cursor", cursor));
        JsonNode answer = read(query, all);
        return new StorePage<>(
                items(answer, type),
                Optional.of(answer.path("next").asString("")).filter(next -> !next.isEmpty()));
    }

    /** Returns the records of a query that has no pages. */
    <T> List<T> list(String query, Class<T> type, Map<String, String> parameters) {
        return items(read(query, parameters), ModelJson.mapper().constructType(type));
    }

    /** Returns the records with the given ids. Records that are not stored are omitted. */
    <T> List<T> byKeys(String query, JavaType type, List<?> ids, Map<String, String> parameters) {
        List<T> all = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MAX_KEYS) {
            Map<String, String> named = new HashMap<>(parameters);
            named.put(
                    "keys",
                    ids.subList(from, Math.min(ids.size(), from + MAX_KEYS)).stream()
                            .map(id -> Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(id.toString().getBytes(StandardCharsets.UTF_8)))
                            .collect(Collectors.joining(",")));
            all.addAll(items(read(query, named), type));
        }
        return all;
    }

    <T> List<T> byKeys(String query, Class<T> type, List<?> ids) {
        return byKeys(query, ModelJson.mapper().constructType(type), ids, Map.of());
    }

    JsonNode read(String query, Map<String, String> parameters) {
        return server.get("records/" + query, parameters);
    }

    private static <T> List<T> items(JsonNode answer, JavaType type) {
        List<T> items = new ArrayList<>();
        answer.path("items").forEach(item -> items.add(ModelJson.mapper().readValue(JsonTrees.write(item), type)));
        return items;
    }
}
