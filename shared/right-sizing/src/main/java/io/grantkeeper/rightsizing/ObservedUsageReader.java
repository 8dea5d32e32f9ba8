package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Parses an {@link ObservedUsage} from one line of JSON. Every error names the member that caused it. */
final class ObservedUsageReader {
    /**
     * Matches a permission id. Microsoft's tokens and manifests may identify a permission by its id, but the published
     * permission tables contain only names.
     */
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> MEMBERS = List.of("provider", "kind", "granted", "calls", "coverage", "days");
    private static final List<String> COVERAGE_MEMBERS = List.of("days", "notVisible");
    private static final int SHOWN = 60;
    private static final int BATCH_DEPTH = 3;

    private ObservedUsageReader() {}

    static ObservedUsage read(String line) {
        ObjectNode object = object(line);
        requireKnownMembers(object, "", MEMBERS);
        return new ObservedUsage(
                provider(object), text(object, "kind", "kind"), granted(object), calls(object), coverage(object));
    }

    private static ObjectNode object(String line) {
        try {
            if (JSON.readTree(line) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new MalformedUsageException("the line is not valid JSON: it is incomplete or malformed at column "
                    + (e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr())));
        }
        throw new MalformedUsageException(
                "the line must be a JSON object with 'provider', 'kind', 'granted' and 'calls'");
    }

    /**
     * Rejects unknown members. This does not apply to calls, which may have any members because they are entries of a
     * provider's log.
     *
     * @param where the prefix of the members' names in messages; can be empty
     */
    private static void requireKnownMembers(ObjectNode object, String where, List<String> known) {
        for (String member : object.propertyNames()) {
            if (!known.contains(member)) {
                throw new MalformedUsageException("%s%s is unknown; the valid members are %s"
                        .formatted(where, shorten(member), String.join(", ", known)));
            }
        }
    }

    private static PermissionTableProvider provider(ObjectNode object) {
        String name = text(object, "provider", "provider")
                .orElseThrow(() -> new MalformedUsageException("provider is missing; give one of " + providers()));
        return PermissionTableProvider.named(name)
                .orElseThrow(() ->
                        new MalformedUsageException("provider '%s' has no published permission table; use one of %s"
                                .formatted(shorten(name), providers())));
    }

    private static String providers() {
        return Arrays.stream(PermissionTableProvider.values())
                .map(PermissionTableProvider::wireName)
                .collect(Collectors.joining(", "));
    }

    private static List<String> granted(ObjectNode object) {
        JsonNode node = object.get("granted");
        if (node == null || node.isNull()) {
            return List.of();
        }
        List<String> granted = new ArrayList<>();
        ArrayNode array = array(node, "granted", "an array of permission names");
        for (int i = 0; i < array.size(); i++) {
            JsonNode one = array.get(i);
            if (!one.isString() || one.asString().isBlank()) {
                throw new MalformedUsageException(
                        "granted[%d] must be a permission's name, but is %s".formatted(i, shape(one)));
            }
            String permission = one.asString().strip();
            if (ID.matcher(permission).matches()) {
                throw new MalformedUsageException(
                        "'granted[%d]' is an id; give the permission's name, such as User.Read.All".formatted(i));
            }
            granted.add(permission);
        }
        return granted;
    }

    private static List<ObservedCall> calls(ObjectNode object) {
        JsonNode node = object.get("calls");
        if (node == null || node.isNull()) {
            throw new MalformedUsageException(
                    "'calls' is missing; give the observed calls as an array, or an empty array if there are none");
        }
        return calls(array(node, "calls", "an array of {method, path}"), "calls", 0);
    }

    private static List<ObservedCall> calls(ArrayNode array, String name, int depth) {
        List<ObservedCall> calls = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            calls.add(call(array.get(i), name + "[" + i + "]", depth));
        }
        return calls;
    }

    private static ObservedCall call(JsonNode node, String name, int depth) {
        if (!(node instanceof ObjectNode object)) {
            throw new MalformedUsageException(
                    "'%s' must be an object with 'method' and 'path', but is %s".formatted(name, shape(node)));
        }
        String method = text(object, "method", name + ".method").orElse("");
        String path = text(object, "path", name + ".path")
                .or(() -> text(object, "url", name + ".url"))
                .orElseThrow(
                        () -> new MalformedUsageException(name + ".path is missing; give the path or URL as logged"));
        return new ObservedCall(method, path, inner(object, name, depth));
    }

    /**
     * Reads the inner calls of a batch call, from its member {@code requests} or from its logged {@code body}; empty if
     * there are none.
     */
    private static List<ObservedCall> inner(ObjectNode object, String name, int depth) {
        JsonNode requests = object.get("requests");
        if (requests == null && object.get("body") instanceof ObjectNode body) {
            requests = body.get("requests");
        }
        if (requests == null || requests.isNull() || depth == BATCH_DEPTH) {
            return List.of();
        }
        String member = name + ".requests";
        return calls(array(requests, member, "an array of {method, url}"), member, depth + 1);
    }

    private static UsageCoverage coverage(ObjectNode object) {
        JsonNode node = object.get("coverage");
        if (node == null || node.isNull()) {
            return new UsageCoverage(days(object.get("days"), "days"), List.of());
        }
        if (!(node instanceof ObjectNode coverage)) {
            throw new MalformedUsageException(
                    "'coverage' must be an object with 'days' and 'notVisible', but is " + shape(node));
        }
        requireKnownMembers(coverage, "coverage.", COVERAGE_MEMBERS);
        List<String> notVisible = new ArrayList<>();
        JsonNode gaps = coverage.get("notVisible");
        if (gaps != null && !gaps.isNull()) {
            array(gaps, "coverage.notVisible", "an array of strings").forEach(gap -> notVisible.add(gap.asString("")));
        }
        return new UsageCoverage(days(coverage.get("days"), "coverage.days"), notVisible);
    }

    private static OptionalInt days(@Nullable JsonNode node, String name) {
        if (node == null || node.isNull()) {
            return OptionalInt.empty();
        }
        if (!node.isInt() || node.asInt() < 0) {
            throw new MalformedUsageException(name + " must be a whole number of days, but is " + shape(node));
        }
        return OptionalInt.of(node.asInt());
    }

    private static ArrayNode array(JsonNode node, String name, String wanted) {
        if (node instanceof ArrayNode array) {
            return array;
        }
        throw new MalformedUsageException("%s must be %s, but is %s".formatted(name, wanted, shape(node)));
    }

    private static Optional<String> text(ObjectNode object, String member, String name) {
        JsonNode node = object.get(member);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isString() || node.asString().isBlank()) {
            throw new MalformedUsageException("%s must be a non-empty string, but is %s".formatted(name, shape(node)));
        }
        return Optional.of(node.asString());
    }

    private static String shape(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> node.asString().isBlank() ? "blank" : "a string";
            case NUMBER -> "the number " + shorten(node.toString());
            case BOOLEAN -> "the value " + node;
            case NULL -> "null";
            case MISSING -> "missing";
            case BINARY, POJO -> "something else";
        };
    }

    private static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
