package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.policy.facts.DerivedTags;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads the configuration member {@code decisions} from a JSON tree. Data binding would add a tenth of a second to a
 * cold start while a caller waits. A missing value becomes an empty string, which the later validation rejects with a
 * description of the valid value.
 */
final class DecideConfigReader {
    private DecideConfigReader() {}

    /**
     * Reads the settings from the JSON text of the member.
     *
     * @throws tools.jackson.core.JacksonException if the text is not JSON
     * @throws IllegalArgumentException if a member has the wrong type; the message names the member without quoting its
     *     value
     */
    static DecideConfig read(String text) {
        JsonNode json = JsonTrees.read(text);
        if (!json.isObject()) {
            throw new IllegalArgumentException("the value is not a JSON object");
        }
        return new DecideConfig(
                text(json, "publicUrl"),
                list(
                        json,
                        "apiKeys",
                        key -> new DecideConfig.ApiKey(textOrEmpty(key, "id"), textOrEmpty(key, "sha256"))),
                list(json, "tokens", DecideConfigReader::issuer),
                tags(json),
                number(json, "answerWithinMinutes"),
                number(json, "approvedForMinutes"),
                text(json, "authorizer"));
    }

    private static DecideConfig.TokenIssuer issuer(JsonNode json) {
        return new DecideConfig.TokenIssuer(
                textOrEmpty(json, "issuer"),
                jwksUrl(json),
                textOrEmpty(json, "audience"),
                stringList(json, "algorithms"));
    }

    private static URI jwksUrl(JsonNode json) {
        try {
            return URI.create(textOrEmpty(json, "jwks"));
        } catch (IllegalArgumentException _) {
            throw invalid("jwks", "a URL");
        }
    }

    private static Optional<Map<String, List<String>>> tags(JsonNode json) {
        return member(json, "tags").map(tags -> {
            if (!tags.isObject()) {
                throw invalid("tags", "an object of lists");
            }
            Map<String, List<String>> all = new LinkedHashMap<>();
            tags.propertyNames().forEach(tag -> {
                if (DerivedTags.isReserved(tag)) {
                    throw invalid(
                            "tags",
                            "names other than drifted, drifted-…, reaches-… and outside-approval, which Grantkeeper"
                                    + " assigns");
                }
                all.put(tag, stringList(tags, tag).orElse(List.of()));
            });
            return all;
        });
    }

    private static Optional<List<String>> stringList(JsonNode json, String name) {
        return list(json, name, element -> {
            if (!element.isString()) {
                throw invalid(name, "a list of strings");
            }
            return element.stringValue();
        });
    }

    private static <T> Optional<List<T>> list(JsonNode json, String name, Function<JsonNode, T> read) {
        return member(json, name).map(list -> {
            if (!list.isArray()) {
                throw invalid(name, "a list");
            }
            List<T> all = new ArrayList<>();
            list.forEach(element -> all.add(read.apply(element)));
            return all;
        });
    }

    private static Optional<Integer> number(JsonNode json, String name) {
        return member(json, name).map(value -> {
            if (!value.canConvertToInt() || !value.isIntegralNumber()) {
                throw invalid(name, "a whole number");
            }
            return value.intValue();
        });
    }

    private static String textOrEmpty(JsonNode json, String name) {
        return text(json, name).orElse("");
    }

    private static Optional<String> text(JsonNode json, String name) {
        return member(json, name).map(value -> {
            if (!value.isString()) {
                throw invalid(name, "a string");
            }
            return value.stringValue();
        });
    }

    private static Optional<JsonNode> member(JsonNode json, String name) {
        return Optional.of(json.path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }

    private static IllegalArgumentException invalid(String name, String form) {
        return new IllegalArgumentException("'%s' is not %s".formatted(name, form));
    }
}
