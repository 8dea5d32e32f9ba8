package io.grantkeeper.authzen;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
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
 * Reads request bodies and enforces their limits. Ignores unknown members, as AuthZEN requires. If a member has the
 * wrong type, the error names the member but does not quote its value.
 */
final class AuthZenRequestReader {
    /**
     * The maximum number of characters that a number can have in addition to its digits: sign, decimal point and
     * exponent.
     */
    private static final int SIGNS = 16;

    private static final String CHARSET = "charset=";

    private final RequestLimits limits;
    private final JsonTrees trees;

    AuthZenRequestReader(RequestLimits limits) {
        this.limits = limits;
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting())
                        .maxStringLength(limits.text())
                        .maxNameLength(limits.text())
                        .maxNumberLength(2 * RequestLimits.DIGITS + SIGNS)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.trees = JsonTrees.withLimits(factory, true);
    }

    /**
     * Returns the body as an object.
     *
     * @throws RequestRejectedException if the body as a whole is invalid
     */
    JsonNode body(AuthZenHttpRequest call) {
        requireJson(call);
        if (call.size() > limits.bytes()) {
            throw RequestRejectedException.tooLarge(
                    "the body has more than %d bytes; send a smaller body".formatted(limits.bytes()));
        }
        if (call.size() == 0) {
            throw RequestRejectedException.badRequest("the body is empty; send a JSON object");
        }
        JsonNode json = parse(text(call.body()));
        if (!json.isObject()) {
            throw RequestRejectedException.badRequest(
                    "the body is %s; send a JSON object".formatted(describeShape(json)));
        }
        requireInterchangeable(json);
        return json;
    }

    /**
     * Decodes the body as UTF-8 and rejects invalid bytes. If invalid bytes were replaced instead, the request that is
     * evaluated and approved would differ from the request that was sent.
     */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw RequestRejectedException.badRequest("the body is not UTF-8; send JSON in UTF-8");
        }
    }

    /**
     * Rejects what I-JSON (RFC 7493) excludes: unpaired surrogates, and numbers with too many digits for other parsers.
     */
    private void requireInterchangeable(JsonNode json) {
        if (json.isString()) {
            requirePairedSurrogates(json.stringValue());
        } else if (json.isNumber()) {
            BigDecimal number = json.decimalValue();
            if (Math.abs((long) number.precision() - number.scale()) > RequestLimits.DIGITS
                    || Math.abs((long) number.scale()) > RequestLimits.DIGITS) {
                throw RequestRejectedException.badRequest(
                        "a number has more than %d digits before or after its decimal point"
                                .formatted(RequestLimits.DIGITS));
            }
        } else if (json.isObject()) {
            json.properties().forEach(member -> {
                requirePairedSurrogates(member.getKey());
                requireInterchangeable(member.getValue());
            });
        } else {
            json.forEach(this::requireInterchangeable);
        }
    }

    private static void requirePairedSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean pair = Character.isHighSurrogate(letter)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(letter)) {
                throw RequestRejectedException.badRequest(
                        "a string or member name contains an unpaired surrogate, such as \\ud800 alone");
            }
        }
    }

    private JsonNode parse(String body) {
        try {
            return trees.tree(body);
        } catch (StreamConstraintsException _) {
            throw RequestRejectedException.badRequest(
                    "the body is nested deeper than %d levels, or contains a string of over %d characters or a number with more than %d digits before or after its decimal point"
                            .formatted(limits.nesting(), limits.text(), RequestLimits.DIGITS));
        } catch (ArithmeticException | NumberFormatException _) {
            throw RequestRejectedException.badRequest(
                    "the exponent of a number is too large"); // Jackson 3.1 throws no JacksonException here
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw RequestRejectedException.badRequest("the body is not valid JSON, or repeats a member%s"
                    .formatted(
                            place == null || place.getLineNr() < 0
                                    ? ""
                                    : ": see line %d, column %d".formatted(place.getLineNr(), place.getColumnNr())));
        }
    }

    private static void requireJson(AuthZenHttpRequest call) {
        String type = call.header("Content-Type").orElse("");
        String[] parts = type.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase("application/json")) {
            throw RequestRejectedException.badRequest(
                    "Content-Type is %s; send application/json".formatted(type.isEmpty() ? "missing" : "another"));
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT).replace("\"", "");
            if (parameter.startsWith(CHARSET) && !parameter.equals(CHARSET + "utf-8")) {
                throw RequestRejectedException.badRequest(
                        "Content-Type specifies a charset other than UTF-8; send JSON in UTF-8");
            }
        }
    }

    /** Reads a subject or resource. */
    static AuthZenEntity entity(@Nullable JsonNode json, String name) {
        JsonNode object = requiredObject(json, name);
        return new AuthZenEntity(
                requiredText(object, "type", name), requiredText(object, "id", name), properties(object, name));
    }

    /** Reads a subject or resource to search for, ignoring its ID. */
    static AuthZenEntity entityOfType(@Nullable JsonNode json, String name) {
        JsonNode object = requiredObject(json, name);
        return new AuthZenEntity(requiredText(object, "type", name), "", properties(object, name));
    }

    /** The requested action. */
    record Action(String name, Map<String, AttributeValue> properties) {}

    static Action action(@Nullable JsonNode json) {
        JsonNode object = requiredObject(json, "action");
        return new Action(requiredText(object, "name", "action"), properties(object, "action"));
    }

    static Map<String, AttributeValue> context(@Nullable JsonNode json) {
        return optionalObject(json, "context").map(AttributeValueJson::members).orElse(Map.of());
    }

    /** Returns the evaluations in the body of a batch request; empty if the body is a single evaluation. */
    List<JsonNode> evaluations(JsonNode body) {
        JsonNode json = body.path("evaluations");
        if (json.isMissingNode() || json.isNull()) {
            return List.of();
        }
        if (!json.isArray()) {
            throw RequestRejectedException.badRequest(
                    "'evaluations' is %s; it must be an array of objects".formatted(describeShape(json)));
        }
        if (json.size() > limits.evaluations()) {
            throw RequestRejectedException.badRequest("'evaluations' has %d items; send at most %d per call"
                    .formatted(json.size(), limits.evaluations()));
        }
        return List.copyOf(json.values());
    }

    static EvaluationSemantic semantic(JsonNode body) {
        Optional<JsonNode> options = optionalObject(body.get("options"), "options");
        JsonNode chosen =
                options.map(object -> object.path("evaluations_semantic")).orElseGet(() -> body.path("no options"));
        if (chosen.isMissingNode() || chosen.isNull()) {
            return EvaluationSemantic.EXECUTE_ALL;
        }
        return EvaluationSemantic.ofCode(chosen.isString() ? chosen.stringValue() : "")
                .orElseThrow(() -> RequestRejectedException.badRequest(
                        "'options.evaluations_semantic' must be one of %s".formatted(EvaluationSemantic.codes())));
    }

    static Optional<JsonNode> optionalObject(@Nullable JsonNode json, String name) {
        if (json == null || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isObject()) {
            throw RequestRejectedException.badRequest(
                    "'%s' is %s; it must be an object".formatted(name, describeShape(json)));
        }
        return Optional.of(json);
    }

    static Optional<String> optionalText(JsonNode object, String member, String name) {
        JsonNode json = object.path(member);
        if (json.isMissingNode() || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isString()) {
            throw RequestRejectedException.badRequest(
                    "'%s.%s' is %s; it must be a string".formatted(name, member, describeShape(json)));
        }
        return Optional.of(json.stringValue());
    }

    private static JsonNode requiredObject(@Nullable JsonNode json, String name) {
        return optionalObject(json, name)
                .orElseThrow(() ->
                        RequestRejectedException.badRequest("'%s' is missing; it must be an object".formatted(name)));
    }

    private static String requiredText(JsonNode object, String member, String name) {
        return optionalText(object, member, name)
                .orElseThrow(() -> RequestRejectedException.badRequest(
                        "'%s.%s' is missing; it must be a string".formatted(name, member)));
    }

    private static Map<String, AttributeValue> properties(JsonNode object, String name) {
        return optionalObject(object.get("properties"), name + ".properties")
                .map(AttributeValueJson::members)
                .orElse(Map.of());
    }

    static String describeShape(JsonNode json) {
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
