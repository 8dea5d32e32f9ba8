package io.grantkeeper.authzen;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * Reads bodies within limits. Members that it does not know are ignored, as the specification asks; a member of a wrong
 * type is named, and its value is never quoted.
 */
final class RequestReader {
    private static final int MOST_DIGITS = 400;
    private static final String CHARSET = "charset=";

    private final Limits limits;
    private final JsonTrees trees;

    RequestReader(Limits limits) {
        this.limits = limits;
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting())
                        .maxStringLength(limits.text())
                        .maxNameLength(limits.text())
                        .maxNumberLength(100)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.trees = JsonTrees.within(factory, true);
    }

    /** The body as an object; everything that is wrong with it as a whole is refused here. */
    JsonNode body(HttpCall call) {
        requireJson(call);
        if (call.size() > limits.bytes()) {
            throw RefusedException.tooLarge(
                    "the body has more than %d bytes; send a smaller one".formatted(limits.bytes()));
        }
        if (call.size() == 0) {
            throw RefusedException.badRequest("the body is empty; send a JSON object");
        }
        JsonNode json = parse(text(call.body()));
        if (!json.isObject()) {
            throw RefusedException.badRequest("the body is %s; send a JSON object".formatted(shape(json)));
        }
        requireInterchangeable(json);
        return json;
    }

    /** Strictly: what is replaced in decoding would be judged, and approved, as something else than was sent. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw RefusedException.badRequest("the body is no UTF-8; JSON is sent in nothing else");
        }
    }

    /** I-JSON (RFC 7493): no half of a surrogate pair, and no number that other readers could not hold. */
    private static void requireInterchangeable(JsonNode json) {
        if (json.isString()) {
            requireWhole(json.stringValue());
        } else if (json.isNumber()) {
            BigDecimal number = json.decimalValue();
            if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS
                    || Math.abs((long) number.scale()) > MOST_DIGITS) {
                throw RefusedException.badRequest(
                        "a number has more than %d digits before or behind its point".formatted(MOST_DIGITS));
            }
        } else if (json.isObject()) {
            json.properties().forEach(member -> {
                requireWhole(member.getKey());
                requireInterchangeable(member.getValue());
            });
        } else {
            json.forEach(RequestReader::requireInterchangeable);
        }
    }

    private static void requireWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean pair = Character.isHighSurrogate(letter)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(letter)) {
                throw RefusedException.badRequest(
                        "a text or a member's name holds half of a surrogate pair, such as \\ud800 alone");
            }
        }
    }

    private JsonNode parse(String body) {
        try {
            return trees.tree(body);
        } catch (StreamConstraintsException _) {
            throw RefusedException.badRequest(
                    "the body is nested deeper than %d, or holds a text of over %d characters or a number of over 100 digits"
                            .formatted(limits.nesting(), limits.text()));
        } catch (ArithmeticException | NumberFormatException _) {
            throw RefusedException.badRequest(
                    "a number's exponent is beyond all bounds"); // no JacksonException, in 3.1
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw RefusedException.badRequest("the body is no JSON without doubled members%s"
                    .formatted(
                            place == null || place.getLineNr() < 0
                                    ? ""
                                    : ": see line %d, column %d".formatted(place.getLineNr(), place.getColumnNr())));
        }
    }

    private static void requireJson(HttpCall call) {
        String type = call.header("Content-Type").orElse("");
        String[] parts = type.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase("application/json")) {
            throw RefusedException.badRequest(
                    "Content-Type is %s; send application/json".formatted(type.isEmpty() ? "missing" : "another"));
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT).replace("\"", "");
            if (parameter.startsWith(CHARSET) && !parameter.equals(CHARSET + "utf-8")) {
                throw RefusedException.badRequest("Content-Type names another charset; JSON is sent in UTF-8");
            }
        }
    }

    /** A subject or a resource. */
    static Party party(@Nullable JsonNode json, String name) {
        JsonNode object = requiredObject(json, name);
        return new Party(
                requiredText(object, "type", name), requiredText(object, "id", name), properties(object, name));
    }

    /** A subject or a resource that is searched for: an id, if there is one, is ignored. */
    static Party anyOf(@Nullable JsonNode json, String name) {
        JsonNode object = requiredObject(json, name);
        return new Party(requiredText(object, "type", name), "", properties(object, name));
    }

    /** What is to be done. */
    record Action(String name, Map<String, AttributeValue> properties) {}

    static Action action(@Nullable JsonNode json) {
        JsonNode object = requiredObject(json, "action");
        return new Action(requiredText(object, "name", "action"), properties(object, "action"));
    }

    static Map<String, AttributeValue> context(@Nullable JsonNode json) {
        return optionalObject(json, "context").map(JsonValues::members).orElse(Map.of());
    }

    /** Empty where the request asks for one decision only. */
    List<JsonNode> evaluations(JsonNode body) {
        JsonNode json = body.path("evaluations");
        if (json.isMissingNode() || json.isNull()) {
            return List.of();
        }
        if (!json.isArray()) {
            throw RefusedException.badRequest(
                    "'evaluations' is %s; it must be an array of objects".formatted(shape(json)));
        }
        if (json.size() > limits.evaluations()) {
            throw RefusedException.badRequest("'evaluations' has %d items; at most %d are decided in one call"
                    .formatted(json.size(), limits.evaluations()));
        }
        return List.copyOf(json.values());
    }

    static Semantic semantic(JsonNode body) {
        Optional<JsonNode> options = optionalObject(body.get("options"), "options");
        JsonNode chosen =
                options.map(object -> object.path("evaluations_semantic")).orElseGet(() -> body.path("no options"));
        if (chosen.isMissingNode() || chosen.isNull()) {
            return Semantic.EXECUTE_ALL;
        }
        return Semantic.ofCode(chosen.isString() ? chosen.stringValue() : "")
                .orElseThrow(() -> RefusedException.badRequest(
                        "'options.evaluations_semantic' is none of %s".formatted(Semantic.codes())));
    }

    static Optional<JsonNode> optionalObject(@Nullable JsonNode json, String name) {
        if (json == null || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isObject()) {
            throw RefusedException.badRequest("'%s' is %s; it must be an object".formatted(name, shape(json)));
        }
        return Optional.of(json);
    }

    static Optional<String> optionalText(JsonNode object, String member, String name) {
        JsonNode json = object.path(member);
        if (json.isMissingNode() || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isString()) {
            throw RefusedException.badRequest(
                    "'%s.%s' is %s; it must be a string".formatted(name, member, shape(json)));
        }
        return Optional.of(json.stringValue());
    }

    private static JsonNode requiredObject(@Nullable JsonNode json, String name) {
        return optionalObject(json, name)
                .orElseThrow(
                        () -> RefusedException.badRequest("'%s' is missing; it must be an object".formatted(name)));
    }

    private static String requiredText(JsonNode object, String member, String name) {
        return optionalText(object, member, name)
                .orElseThrow(() ->
                        RefusedException.badRequest("'%s.%s' is missing; it must be a string".formatted(name, member)));
    }

    private static Map<String, AttributeValue> properties(JsonNode object, String name) {
        return optionalObject(object.get("properties"), name + ".properties")
                .map(JsonValues::members)
                .orElse(Map.of());
    }

    static String shape(JsonNode json) {
        JsonNodeType type = json.getNodeType();
        return switch (type) {
            case ARRAY -> "an array";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
            case NUMBER -> "a number";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
        };
    }
}
