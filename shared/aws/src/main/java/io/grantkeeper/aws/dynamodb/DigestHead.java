package io.grantkeeper.aws.dynamodb;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The small item that says which of a digest's other items count. Everything else is written first, and counts only
 * once the head names it.
 *
 * @param slot which of two sets of row chunks is the current one; writers fill the other
 * @param rowsVersion the version under which the current chunks were written
 * @param chunks how many there are
 * @param keyItems items with the full keys of rows
 * @param pending key items of changes that were prepared and not saved
 */
record DigestHead(long version, Slot slot, long rowsVersion, int chunks, List<String> keyItems, List<String> pending) {
    static final String SLOT = "slot";
    static final String ROWS_VERSION = "rowsVersion";
    static final String CHUNKS = "chunks";
    static final String KEY_ITEMS = "keyItems";
    static final String PENDING = "pending";

    static final DigestHead NONE = new DigestHead(0, Slot.B, 0, 0, List.of(), List.of());

    enum Slot {
        A,
        B;

        Slot other() {
            return this == A ? B : A;
        }
    }

    static DigestHead of(Map<String, AttributeValue> item) {
        boolean saved = item.containsKey(SLOT);
        return new DigestHead(
                Attributes.number(item, Attributes.VERSION),
                saved ? Slot.valueOf(Attributes.text(item, SLOT)) : NONE.slot,
                saved ? Attributes.number(item, ROWS_VERSION) : 0,
                saved ? (int) Attributes.number(item, CHUNKS) : 0,
                texts(item, KEY_ITEMS),
                texts(item, PENDING));
    }

    private static List<String> texts(Map<String, AttributeValue> item, String name) {
        return Attributes.optional(item, name)
                .map(list -> list.l().stream().map(AttributeValue::s).toList())
                .orElse(List.of());
    }
}
