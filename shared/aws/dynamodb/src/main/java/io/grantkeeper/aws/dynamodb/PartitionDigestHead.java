package io.grantkeeper.aws.dynamodb;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The small item that determines which of a digest's other items are valid. The other items are written first, and
 * become valid only when the head names them.
 *
 * @param slot which of the two sets of row chunks is current; writers fill the other set
 * @param rowsVersion the version under which the current chunks were written
 * @param chunks the number of chunks
 * @param keyItems the IDs of the items that contain the full keys of rows
 * @param pending the IDs of the key items for changes that were prepared but not saved
 */
record PartitionDigestHead(
        long version, Slot slot, long rowsVersion, int chunks, List<String> keyItems, List<String> pending) {
    static final String SLOT = "slot";
    static final String ROWS_VERSION = "rowsVersion";
    static final String CHUNKS = "chunks";
    static final String KEY_ITEMS = "keyItems";
    static final String PENDING = "pending";

    static final PartitionDigestHead NONE = new PartitionDigestHead(0, Slot.B, 0, 0, List.of(), List.of());

    enum Slot {
        A,
        B;

        Slot other() {
            return this == A ? B : A;
        }
    }

    static PartitionDigestHead of(Map<String, AttributeValue> item) {
        boolean saved = item.containsKey(SLOT);
        return new PartitionDigestHead(
                TableAttributes.number(item, TableAttributes.VERSION),
                saved ? Slot.valueOf(TableAttributes.text(item, SLOT)) : NONE.slot,
                saved ? TableAttributes.number(item, ROWS_VERSION) : 0,
                saved ? (int) TableAttributes.number(item, CHUNKS) : 0,
                texts(item, KEY_ITEMS),
                texts(item, PENDING));
    }

    private static List<String> texts(Map<String, AttributeValue> item, String name) {
        return TableAttributes.optional(item, name)
                .map(list -> list.l().stream().map(AttributeValue::s).toList())
                .orElse(List.of());
    }
}
