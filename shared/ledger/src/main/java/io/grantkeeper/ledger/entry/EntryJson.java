package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.json.CanonicalJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entries as leaves: canonical JSON of version 1. What an entry does not have is left out, so that a member which a later
 * version adds changes no older leaf.
 */
public final class EntryJson {
    private static final int VERSION = 1;
    /** Beyond it, readers that take numbers as doubles would see another number. */
    private static final long LARGEST = (1L << 53) - 1;

    private EntryJson() {}

    /** The bytes that are hashed, and never change. */
    public static Bytes write(Entry entry) {
        ObjectNode leaf = JsonTrees.object();
        leaf.put("v", VERSION);
        leaf.put("id", entry.id());
        leaf.put("tenant", entry.tenant().value());
        leaf.put("at", entry.at().toString());
        leaf.put("kind", entry.kind().code());
        leaf.set("what", withoutAbsent((ObjectNode) ModelJson.tree(entry.what())));
        leaf.set("actors", all(entry.actors()));
        entry.identity().ifPresent(identity -> leaf.put("identity", identity.toString()));
        entry.policy().ifPresent(policy -> leaf.put("policy", policy));
        if (!entry.evidence().isEmpty()) {
            leaf.set("evidence", all(entry.evidence()));
        }
        requireWholeNumbers(leaf);
        return Bytes.of(CanonicalJson.write(leaf));
    }

    /**
     * Reads a leaf.
     *
     * @throws IllegalArgumentException where it is not one of this version, in canonical form
     */
    public static Entry read(Bytes leaf) {
        JsonNode json = tree(leaf);
        if (json.path("v").asInt(0) != VERSION) {
            throw new IllegalArgumentException(
                    "the entry is of version %s; this reads version %d".formatted(json.path("v"), VERSION));
        }
        try {
            return new Entry(
                    json.path("id").stringValue(),
                    new TenantId(json.path("tenant").stringValue()),
                    Instant.parse(json.path("at").stringValue()),
                    Optional.ofNullable(json.get("identity"))
                            .map(JsonNode::stringValue)
                            .map(IdentityId::parse),
                    ModelJson.read(
                            json.path("what"),
                            EntryKind.ofCode(json.path("kind").stringValue()).type()),
                    all(json.path("actors"), Actor.class),
                    Optional.ofNullable(json.get("policy")).map(JsonNode::stringValue),
                    json.has("evidence") ? all(json.get("evidence"), Evidence.class) : List.of());
        } catch (JacksonException | java.time.DateTimeException | NullPointerException e) {
            throw new IllegalArgumentException("the entry lacks a member, or one is of another type", e);
        }
    }

    /**
     * The id alone, of a leaf of any version.
     *
     * @throws IllegalArgumentException where it has none
     */
    public static String idOf(Bytes leaf) {
        JsonNode id = tree(leaf).path("id");
        if (!id.isString()) {
            throw new IllegalArgumentException("the entry has no id");
        }
        return id.stringValue();
    }

    /**
     * The leaf as JSON.
     *
     * @throws IllegalArgumentException where it is not canonical JSON
     */
    public static JsonNode tree(Bytes leaf) {
        try {
            JsonNode json = CanonicalJson.read(leaf.text());
            if (Bytes.of(CanonicalJson.write(json)).equals(leaf)) {
                return json;
            }
        } catch (JacksonException | IllegalArgumentException _) {
            // told below
        }
        throw new IllegalArgumentException("the entry is not canonical JSON (RFC 8785)");
    }

    private static ArrayNode all(List<?> values) {
        ArrayNode array = JsonTrees.array();
        values.forEach(value -> array.add(ModelJson.tree(value)));
        return array;
    }

    private static <T> List<T> all(JsonNode array, Class<T> type) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("the entry lacks a list, or has something else in its place");
        }
        return array.valueStream().map(value -> ModelJson.read(value, type)).toList();
    }

    private static JsonNode withoutAbsent(ObjectNode what) {
        what.properties().stream()
                .filter(member -> member.getValue().isNull())
                .map(java.util.Map.Entry::getKey)
                .toList()
                .forEach(what::remove);
        return what;
    }

    private static void requireWholeNumbers(JsonNode value) {
        if (value.isNumber() && (!value.isIntegralNumber() || Math.abs(value.longValue()) > LARGEST)) {
            throw new IllegalArgumentException("an entry holds whole numbers below 2^53 only, not %s".formatted(value));
        }
        value.forEach(EntryJson::requireWholeNumbers);
    }
}
