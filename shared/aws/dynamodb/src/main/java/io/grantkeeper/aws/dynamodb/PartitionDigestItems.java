package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.PartitionDigestHead.Slot;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.RowDigest;
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

/** The items of one partition's digest: the head, row chunks in two slots, and key items. */
final class PartitionDigestItems {
    /**
     * The maximum size of a chunk in bytes. It is below DynamoDB's limit of 400 KB, which applies to an item including
     * its keys.
     */
    private static final int MAX_CHUNK = 350 * 1024;

    private static final String HEAD = "HEAD";
    private static final String KEYS = "KEYS#";
    private static final String DATA = "data";
    private static final String MARKED = "marked";

    private final DynamoDbTable table;
    private final String pk;

    PartitionDigestItems(DynamoDbTable table, String pk) {
        this.table = table;
        this.pk = pk;
    }

    /**
     * The rows whose changes were prepared.
     *
     * @param listed new rows with their full keys
     * @param marked the key hashes of changed rows that were already stored
     */
    record KeyItem(List<ListingRow> listed, List<Long> marked) {}

    Optional<PartitionDigestHead> head(Freshness freshness) {
        return table.get(headKey(), freshness).map(PartitionDigestHead::of);
    }

    PrimaryKey headKey() {
        return new PrimaryKey(pk, HEAD);
    }

    /** Returns the rows in the current slot; empty if a chunk is missing or has a different version from the head. */
    Optional<List<RowDigest>> rows(PartitionDigestHead head, Freshness freshness) {
        List<PrimaryKey> keys = IntStream.range(0, head.chunks())
                .mapToObj(number -> chunkKey(head.slot(), number))
                .toList();
        Map<PrimaryKey, Map<String, AttributeValue>> items = keys.size() == 1
                ? table.get(keys.getFirst(), freshness)
                        .map(item -> Map.of(keys.getFirst(), item))
                        .orElse(Map.of())
                : table.getAll(keys, freshness);
        List<RowDigest> rows = new ArrayList<>();
        for (PrimaryKey key : keys) {
            Map<String, AttributeValue> item = items.get(key);
            if (item == null || TableAttributes.number(item, TableAttributes.VERSION) != head.rowsVersion()) {
                return Optional.empty();
            }
            rows.addAll(PartitionDigestCodec.decode(bytes(item, DATA)));
        }
        return Optional.of(rows);
    }

    /**
     * Fills a slot that the head does not name. The version in a slot only increases, so a slow writer cannot mix its
     * chunks with those of a writer that started after it.
     *
     * @return the number of chunks; empty if a later writer has already filled the slot
     */
    Optional<Integer> writeRows(Slot slot, long version, Collection<RowDigest> rows) {
        List<byte[]> chunks = PartitionDigestCodec.encode(rows, MAX_CHUNK);
        for (int number = 0; number < chunks.size(); number++) {
            Map<String, AttributeValue> item = item(chunkKey(slot, number));
            item.put(TableAttributes.VERSION, TableAttributes.number(version));
            item.put(DATA, bytes(chunks.get(number)));
            boolean written = table.putIf(
                    item,
                    "attribute_not_exists(#pk) OR #version <= :version",
                    Map.of(":version", TableAttributes.number(version)));
            if (!written) {
                return Optional.empty();
            }
        }
        return Optional.of(chunks.size());
    }

    /**
     * Writes the rows' keys as new items and returns the items' IDs. The head item does not refer to the new items yet.
     */
    List<String> writeKeys(long version, List<ListingRow> listed, Collection<Long> marked) {
        List<String> ids = new ArrayList<>();
        if (!marked.isEmpty()) {
            int most = MAX_CHUNK / Long.BYTES;
            List<Long> all = List.copyOf(marked);
            for (int start = 0; start < all.size(); start += most) {
                ids.add(writeKeyItem(version, MARKED, longs(all.subList(start, Math.min(start + most, all.size())))));
            }
        }
        if (!listed.isEmpty()) {
            ListingRowCodec.encode(listed, MAX_CHUNK).forEach(chunk -> ids.add(writeKeyItem(version, DATA, chunk)));
        }
        return ids;
    }

    /** Returns the key items that still exist, by ID. */
    Map<String, KeyItem> keyItems(Collection<String> ids) {
        Map<PrimaryKey, Map<String, AttributeValue>> items =
                table.getAll(ids.stream().map(this::keysKey).toList(), Freshness.STRONG);
        Map<String, KeyItem> found = new HashMap<>();
        for (String id : ids) {
            Map<String, AttributeValue> item = items.get(keysKey(id));
            if (item != null) {
                List<ListingRow> listed =
                        item.containsKey(DATA) ? ListingRowCodec.decode(bytes(item, DATA)) : List.of();
                List<Long> marked = item.containsKey(MARKED) ? longs(bytes(item, MARKED)) : List.of();
                found.put(id, new KeyItem(listed, marked));
            }
        }
        return found;
    }

    /**
     * Deletes key items with an outdated version, which no head can name any longer.
     *
     * @param current the stored version
     * @param named the key items that the head names
     */
    void deleteStrayKeys(long current, Collection<String> named) {
        table.queryAll(pk, KEYS, Freshness.STRONG).stream()
                .map(item -> TableAttributes.text(item, TableAttributes.SK).substring(KEYS.length()))
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

    private PrimaryKey keysKey(String id) {
        return new PrimaryKey(pk, KEYS + id);
    }

    private PrimaryKey chunkKey(Slot slot, int number) {
        return new PrimaryKey(pk, "ROWS#" + slot + "#" + number);
    }

    private static Map<String, AttributeValue> item(PrimaryKey key) {
        Map<String, AttributeValue> item = NewItem.of(key, ItemType.DIGEST);
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
        @Nullable SdkBytes bytes = TableAttributes.required(item, name).b();
        if (bytes == null) {
            throw new CorruptItemException(item, "has no bytes in '%s'".formatted(name));
        }
        return bytes.asByteArray();
    }
}
