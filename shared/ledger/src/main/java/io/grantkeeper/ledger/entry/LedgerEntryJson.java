package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.json.CanonicalJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes entries as leaves in canonical JSON, version 1 of the leaf format. Absent values are omitted, so
 * that members that a later version adds do not change older leaves.
 */
public final class LedgerEntryJson {
    private static final int VERSION = 1;
    /**
     * The largest number that an entry may contain. A reader that represents numbers as doubles would read a larger
     * number incorrectly.
     */
    private static final long LARGEST = (1L << 53) - 1;

    private LedgerEntryJson() {}

    /** Returns an entry as the bytes of a leaf. The bytes are hashed, so the format must never change. */
    public static ImmutableBytes write(LedgerEntry entry) {
        ObjectNode leaf = JsonTrees.object();
        leaf.put("v", VERSION);
        leaf.put("id", entry.id());
        leaf.put("tenant", entry.tenant().value());
        leaf.put("at", entry.at().toString());
        leaf.put("kind", entry.kind().code());
        leaf.set("what", withoutAbsent((ObjectNode) ModelJson.tree(entry.what())));
        leaf.set("actors", toArray(entry.actors()));
        entry.identity().ifPresent(identity -> leaf.put("identity", identity.toString()));
        entry.policy().ifPresent(policy -> leaf.put("policy", policy));
        if (!entry.evidence().isEmpty()) {
            leaf.set("evidence", toArray(entry.evidence()));
        }
        requireWholeNumbers(leaf);
        return ImmutableBytes.of(CanonicalJson.write(leaf));
    }

    /**
     * Reads a leaf.
     *
     * @throws IllegalArgumentException if the bytes are not a leaf of format version 1 in canonical form
     */
    public static LedgerEntry read(ImmutableBytes leaf) {
        JsonNode json = tree(leaf);
        if (json.path("v").asInt(0) != VERSION) {
            throw new IllegalArgumentException(
                    "the entry has version %s, but this code reads version %d".formatted(json.path("v"), VERSION));
        }
        try {
            return new LedgerEntry(
                    json.path("id").stringValue(),
                    new TenantId(json.path("tenant").stringValue()),
                    Instant.parse(json.path("at").stringValue()),
                    Optional.ofNullable(json.get("identity"))
                            .map(JsonNode::stringValue)
                            .map(IdentityId::parse),
                    ModelJson.read(
                            json.path("what"),
                            LedgerEntryType.ofCode(json.path("kind").stringValue())
                                    .type()),
                    toArray(json.path("actors"), EntryActor.class),
                    Optional.ofNullable(json.get("policy")).map(JsonNode::stringValue),
                    json.has("evidence") ? toArray(json.get("evidence"), EntryEvidence.class) : List.of());
        } catch (JacksonException | java.time.DateTimeException | NullPointerException e) {
            throw new IllegalArgumentException("the entry lacks a member or has one of the wrong type", e);
        }
    }

    /**
     * Returns only the ID of a leaf, which may have any format version.
     *
     * @throws IllegalArgumentException if the leaf is not canonical JSON or has no ID
     */
    public static String idOf(ImmutableBytes leaf) {
        JsonNode id = tree(leaf).path("id");
        if (!id.isString()) {
            throw new IllegalArgumentException("the entry has no id");
        }
        return id.stringValue();
    }

    /**
     * Parses a leaf as JSON.
     *
     * @throws IllegalArgumentException if the leaf is not canonical JSON
     */
    public static JsonNode tree(ImmutableBytes leaf) {
        try {
            JsonNode json = CanonicalJson.read(leaf.text());
            if (ImmutableBytes.of(CanonicalJson.write(json)).equals(leaf)) {
                return json;
            }
        } catch (JacksonException | IllegalArgumentException _) {
            // reported below
        }
        throw new IllegalArgumentException("the entry is not canonical JSON (RFC 8785)");
    }

    private static ArrayNode toArray(List<?> values) {
        ArrayNode array = JsonTrees.array();
        values.forEach(value -> array.add(ModelJson.tree(value)));
        return array;
    }

    private static <T> List<T> toArray(JsonNode array, Class<T> type) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("the entry lacks a list or has another value in its place");
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
            throw new IllegalArgumentException(
                    "an entry must contain only whole numbers below 2^53, but contains %s".formatted(value));
        }
        value.forEach(LedgerEntryJson::requireWholeNumbers);
    }
}
