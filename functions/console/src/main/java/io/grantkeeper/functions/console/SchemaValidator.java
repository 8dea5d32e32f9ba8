package io.grantkeeper.functions.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Validates values against the schemas in the API description. Supports only the part of JSON Schema 2020-12 that the
 * description uses; tests fail if the description uses any other keyword.
 */
final class SchemaValidator {
    private static final String REFERENCE = "#/components/schemas/";

    /**
     * The only pattern in the API description. It is compiled here because a pattern that is read from a document could
     * be
     * expensive to match.
     */
    private static final Pattern KEY = Pattern.compile("^[A-Za-z0-9_-]{16,64}$");

    private final JsonNode schemas;

    SchemaValidator(JsonNode description) {
        this.schemas = description.path("components").path("schemas");
    }

    /**
     * The first mismatch in a value.
     *
     * @param field the path of the mismatched part, such as {@code owner.name}; empty for the whole value
     */
    record Mismatch(String field, String problem, String fix) {}

    /** Returns the first mismatch; empty if the value matches the schema. */
    Optional<Mismatch> check(JsonNode schema, JsonNode value) {
        return check("", schema, value);
    }

    private Optional<Mismatch> check(String path, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asString("").substring(REFERENCE.length());
            return check(path, schemas.path(name), value);
        }
        if (schema.has("oneOf")) {
            return checkOneOf(path, schema.path("oneOf"), value);
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> checkObject(path, schema, value);
            case "array" -> checkArray(path, schema, value);
            case "string" -> checkString(path, schema, value);
            case "integer" -> checkInteger(path, schema, value);
            case "boolean" -> value.isBoolean() ? Optional.empty() : wrongType(path, value, "true or false");
            case "null" -> value.isNull() ? Optional.empty() : wrongType(path, value, "null");
            default -> Optional.empty();
        };
    }

    /**
     * Checks a value against a choice of schemas. The choice is always between one schema and null, so the mismatch
     * with that schema is the one to report.
     */
    private Optional<Mismatch> checkOneOf(String path, JsonNode choices, JsonNode value) {
        Optional<Mismatch> mismatch = Optional.empty();
        for (JsonNode choice : choices) {
            boolean isNullSchema = choice.path("type").asString("").equals("null");
            if (isNullSchema && value.isNull()) {
                return Optional.empty();
            }
            if (!isNullSchema) {
                mismatch = check(path, choice, value);
            }
        }
        return mismatch;
    }

    private Optional<Mismatch> checkObject(String path, JsonNode schema, JsonNode value) {
        if (!value.isObject()) {
            return wrongType(path, value, "an object");
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asString(""))) {
                return Optional.of(
                        new Mismatch(join(path, required.asString("")), "is missing", "add it to the object"));
            }
        }
        JsonNode properties = schema.path("properties");
        JsonNode additional = schema.path("additionalProperties");
        for (var member : value.properties()) {
            JsonNode known = properties.path(member.getKey());
            if (known.isMissingNode() && additional.isBoolean() && !additional.booleanValue()) {
                String names = String.join(
                        ", ",
                        properties.propertyStream().map(entry -> entry.getKey()).toList());
                return Optional.of(
                        new Mismatch(join(path, shortened(member.getKey())), "is not a member", "use only " + names));
            }
            JsonNode schemaOfMember = known.isMissingNode() ? additional : known;
            if (schemaOfMember.isObject()) {
                Optional<Mismatch> mismatch =
                        check(join(path, shortened(member.getKey())), schemaOfMember, member.getValue());
                if (mismatch.isPresent()) {
                    return mismatch;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Mismatch> checkArray(String path, JsonNode schema, JsonNode value) {
        if (!value.isArray()) {
            return wrongType(path, value, "a list");
        }
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (value.size() < least || value.size() > most) {
            return Optional.of(new Mismatch(
                    path, "has %d items".formatted(value.size()), "use %d to %d items".formatted(least, most)));
        }
        for (int i = 0; i < value.size(); i++) {
            Optional<Mismatch> mismatch = check("%s[%d]".formatted(path, i), schema.path("items"), value.get(i));
            if (mismatch.isPresent()) {
                return mismatch;
            }
        }
        return Optional.empty();
    }

    private static Optional<Mismatch> checkString(String path, JsonNode schema, JsonNode value) {
        if (!value.isString()) {
            return wrongType(path, value, "a text");
        }
        String text = value.stringValue();
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        if (text.length() < least || text.length() > most) {
            return Optional.of(new Mismatch(
                    path,
                    "has %d characters".formatted(text.length()),
                    "use %d to %d characters".formatted(least, most)));
        }
        JsonNode allowed = schema.path("enum");
        if (allowed.isArray()
                && StreamSupport.stream(allowed.spliterator(), false)
                        .noneMatch(each -> each.asString("").equals(text))) {
            return Optional.of(new Mismatch(
                    path,
                    "is not one of the allowed values",
                    "use one of "
                            + StreamSupport.stream(allowed.spliterator(), false)
                                    .map(each -> each.asString(""))
                                    .collect(Collectors.joining(", "))));
        }
        String pattern = schema.path("pattern").asString("");
        if (!pattern.isEmpty() && !pattern.equals(KEY.pattern())) {
            throw new IllegalStateException("the description has a pattern that is not a constant: " + pattern);
        }
        if (!pattern.isEmpty() && !KEY.matcher(text).matches()) {
            return Optional.of(new Mismatch(path, "does not match " + pattern, "use a value that matches"));
        }
        return switch (schema.path("format").asString("")) {
            case "date-time" -> checkFormat(path, text, Instant::parse, "an instant such as 2026-11-28T15:00:00Z");
            case "date" -> checkFormat(path, text, LocalDate::parse, "a day such as 2026-11-28");
            default -> Optional.empty();
        };
    }

    private static Optional<Mismatch> checkFormat(
            String path, String text, java.util.function.Function<String, ?> parser, String form) {
        try {
            var _ = parser.apply(text);
            return Optional.empty();
        } catch (DateTimeException _) {
            return Optional.of(new Mismatch(path, "is not a time", "use " + form));
        }
    }

    private static Optional<Mismatch> checkInteger(String path, JsonNode schema, JsonNode value) {
        if (!value.isIntegralNumber()) {
            return wrongType(path, value, "a whole number");
        }
        long number = value.longValue();
        long least = schema.path("minimum").asLong(Long.MIN_VALUE);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        return number < least || number > most
                ? Optional.of(new Mismatch(
                        path,
                        "is out of range",
                        most == Long.MAX_VALUE
                                ? "use %d or more".formatted(least)
                                : "use %d to %d".formatted(least, most)))
                : Optional.empty();
    }

    private static Optional<Mismatch> wrongType(String path, JsonNode value, String wanted) {
        return Optional.of(new Mismatch(
                path, "is " + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT), "it must be " + wanted));
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    private static String join(String path, String member) {
        return path.isEmpty() ? member : path + "." + member;
    }
}
