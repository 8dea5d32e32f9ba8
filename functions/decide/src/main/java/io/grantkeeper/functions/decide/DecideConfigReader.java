package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.json.JsonTrees;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads the member {@code decisions} out of its tree. Having it bound to records takes a tenth of a second at a cold start,
 * for which somebody waits. What is missing is an empty text: whoever checks the values says what they should be.
 */
final class DecideConfigReader {
    private DecideConfigReader() {}

    /**
     * Reads it.
     *
     * @throws tools.jackson.core.JacksonException where it is not JSON
     * @throws IllegalArgumentException naming the member that has another type, without quoting it
     */
    static DecideConfig read(String text) {
        JsonNode json = JsonTrees.read(text);
        if (!json.isObject()) {
            throw new IllegalArgumentException("it is no object");
        }
        return new DecideConfig(
                text(json, "publicUrl"),
                list(json, "apiKeys", key -> new DecideConfig.ApiKey(needed(key, "id"), needed(key, "sha256"))),
                list(json, "tokens", DecideConfigReader::issuer),
                tags(json),
                number(json, "answerWithinMinutes"),
                number(json, "approvedForMinutes"),
                text(json, "authorizer"));
    }

    private static DecideConfig.TokenIssuer issuer(JsonNode json) {
        return new DecideConfig.TokenIssuer(
                needed(json, "issuer"), address(json), needed(json, "audience"), texts(json, "algorithms"));
    }

    private static URI address(JsonNode json) {
        try {
            return URI.create(needed(json, "jwks"));
        } catch (IllegalArgumentException _) {
            throw wrong("jwks", "an address");
        }
    }

    private static Optional<Map<String, List<String>>> tags(JsonNode json) {
        return member(json, "tags").map(tags -> {
            if (!tags.isObject()) {
                throw wrong("tags", "an object of lists");
            }
            Map<String, List<String>> all = new LinkedHashMap<>();
            tags.propertyNames().forEach(tag -> all.put(tag, texts(tags, tag).orElse(List.of())));
            return all;
        });
    }

    private static Optional<List<String>> texts(JsonNode json, String name) {
        return list(json, name, element -> {
            if (!element.isString()) {
                throw wrong(name, "a list of texts");
            }
            return element.stringValue();
        });
    }

    private static <T> Optional<List<T>> list(JsonNode json, String name, Function<JsonNode, T> read) {
        return member(json, name).map(list -> {
            if (!list.isArray()) {
                throw wrong(name, "a list");
            }
            List<T> all = new ArrayList<>();
            list.forEach(element -> all.add(read.apply(element)));
            return all;
        });
    }

    private static Optional<Integer> number(JsonNode json, String name) {
        return member(json, name).map(value -> {
            if (!value.canConvertToInt() || !value.isIntegralNumber()) {
                throw wrong(name, "a whole number");
            }
            return value.intValue();
        });
    }

    private static String needed(JsonNode json, String name) {
        return text(json, name).orElse("");
    }

    private static Optional<String> text(JsonNode json, String name) {
        return member(json, name).map(value -> {
            if (!value.isString()) {
                throw wrong(name, "a text");
            }
            return value.stringValue();
        });
    }

    private static Optional<JsonNode> member(JsonNode json, String name) {
        return Optional.of(json.path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }

    private static IllegalArgumentException wrong(String name, String form) {
        return new IllegalArgumentException("'%s' is not %s".formatted(name, form));
    }
}
