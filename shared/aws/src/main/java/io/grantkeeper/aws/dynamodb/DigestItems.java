package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DigestHead.Slot;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.digest.DigestRow;
import io.grantkeeper.identity.digest.ListedRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of one partition's digest: head, row chunks in two slots, and key items. */
final class DigestItems {
    /** An item may have 400 KB, with its keys. */
    private static final int LARGEST_CHUNK = 350 * 1024;

    private static final String HEAD = "HEAD";
    private static final String KEYS = "KEYS#";
    private static final String DATA = "data";
    private static final String MARKED = "marked";

    private final DynamoDbTable table;
    private final String pk;

    DigestItems(DynamoDbTable table, String pk) {
        this.table = table;
        this.pk = pk;
    }

    /**
     * Rows whose change was prepared.
     *
     * @param listed with their full keys
     * @param marked rows that were known before, by the hash of their key
     */
    record KeyItem(List<ListedRow> listed, List<Long> marked) {}

    Optional<DigestHead> head(Freshness freshness) {
        return table.get(headKey(), freshness).map(DigestHead::of);
    }

    Key headKey() {
        return new Key(pk, HEAD);
    }

    /** The rows in the current slot; empty where a chunk is missing or was written under another version. */
    Optional<List<DigestRow>> rows(DigestHead head, Freshness freshness) {
        List<Key> keys = IntStream.range(0, head.chunks())
                .mapToObj(number -> chunkKey(head.slot(), number))
                .toList();
        Map<Key, Map<String, AttributeValue>> items = keys.size() == 1
                ? table.get(keys.getFirst(), freshness)
                        .map(item -> Map.of(keys.getFirst(), item))
                        .orElse(Map.of())
                : table.getAll(keys, freshness);
        List<DigestRow> rows = new ArrayList<>();
        for (Key key : keys) {
            Map<String, AttributeValue> item = items.get(key);
            if (item == null || Attributes.number(item, Attributes.VERSION) != head.rowsVersion()) {
                return Optional.empty();
            }
            rows.addAll(DigestCodec.decode(bytes(item, DATA)));
        }
        return Optional.of(rows);
    }

    /**
     * Fills a slot that the head does not name. The version only rises in a slot, so a writer that fell behind cannot
     * mix its chunks into those of a later one.
     *
     * @return how many chunks, or empty where a later writer was here
     */
    Optional<Integer> writeRows(Slot slot, long version, Collection<DigestRow> rows) {
        List<byte[]> chunks = DigestCodec.encode(rows, LARGEST_CHUNK);
        for (int number = 0; number < chunks.size(); number++) {
            Map<String, AttributeValue> item = item(chunkKey(slot, number));
            item.put(Attributes.VERSION, Attributes.number(version));
            item.put(DATA, bytes(chunks.get(number)));
            boolean written = table.putIf(
                    item,
                    "attribute_not_exists(#pk) OR #version <= :version",
                    Map.of(":version", Attributes.number(version)));
            if (!written) {
                return Optional.empty();
            }
        }
        return Optional.of(chunks.size());
    }

    /** Writes key items that nothing names yet, and returns their ids. */
    List<String> writeKeys(long version, List<ListedRow> listed, Collection<Long> marked) {
        List<String> ids = new ArrayList<>();
        if (!marked.isEmpty()) {
            int most = LARGEST_CHUNK / Long.BYTES;
            List<Long> all = List.copyOf(marked);
            for (int start = 0; start < all.size(); start += most) {
                ids.add(writeKeyItem(version, MARKED, longs(all.subList(start, Math.min(start + most, all.size())))));
            }
        }
        if (!listed.isEmpty()) {
            ListedRowCodec.encode(listed, LARGEST_CHUNK).forEach(chunk -> ids.add(writeKeyItem(version, DATA, chunk)));
        }
        return ids;
    }

    /** Key items by id; one that is not there any more is left out. */
    Map<String, KeyItem> keyItems(Collection<String> ids) {
        Map<Key, Map<String, AttributeValue>> items =
                table.getAll(ids.stream().map(this::keysKey).toList(), Freshness.STRONG);
        Map<String, KeyItem> found = new HashMap<>();
        for (String id : ids) {
            Map<String, AttributeValue> item = items.get(keysKey(id));
            if (item != null) {
                List<ListedRow> listed = item.containsKey(DATA) ? ListedRowCodec.decode(bytes(item, DATA)) : List.of();
                List<Long> marked = item.containsKey(MARKED) ? longs(bytes(item, MARKED)) : List.of();
                found.put(id, new KeyItem(listed, marked));
            }
        }
        return found;
    }

    /**
     * Deletes key items that no head can name any more: they were written under a version that is over.
     *
     * @param current the stored version
     * @param named those that the head names
     */
    void deleteStrayKeys(long current, Collection<String> named) {
        table.queryAll(pk, KEYS, Freshness.STRONG).stream()
                .map(item -> Attributes.text(item, Attributes.SK).substring(KEYS.length()))
                .filter(id -> !named.contains(id) && versionOf(id) < current)
                .forEach(this::deleteKeys);
    }

    void deleteKeys(String id) {
        table.delete(keysKey(id));
    }

    private String writeKeyItem(long version, String attribute, byte[] data) {
        String id = version + "-" + UUID.randomUUID();
        Map<String, AttributeValue> item = item(keysKey(id));
        item.put(attribute, bytes(data));
        table.put(item);
        return id;
    }

    private static long versionOf(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    private Key keysKey(String id) {
        return new Key(pk, KEYS + id);
    }

    private Key chunkKey(Slot slot, int number) {
        return new Key(pk, "ROWS#" + slot + "#" + number);
    }

    private static Map<String, AttributeValue> item(Key key) {
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.put(Attributes.TYPE, ItemType.DIGEST.value());
        return item;
    }

    private static byte[] longs(List<Long> values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.size() * Long.BYTES);
        values.forEach(buffer::putLong);
        return buffer.array();
    }

    private static List<Long> longs(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<Long> values = new ArrayList<>(bytes.length / Long.BYTES);
        while (buffer.hasRemaining()) {
            values.add(buffer.getLong());
        }
        return values;
    }

    private static AttributeValue bytes(byte[] value) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(value));
    }

    private static byte[] bytes(Map<String, AttributeValue> item, String name) {
        @Nullable SdkBytes bytes = Attributes.required(item, name).b();
        if (bytes == null) {
            throw new CorruptItemException(item, "has no bytes in '%s'".formatted(name));
        }
        return bytes.asByteArray();
    }
}
