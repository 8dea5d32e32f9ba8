package io.grantkeeper.ledger.tile;

import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.merkle.Merkle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Entries one after the other, each with its length in two bytes before it, as tlog-tiles lays them out. */
public record EntryBundle(List<byte[]> entries) {
    /** So long a leaf may be. */
    public static final int LONGEST = 0xFFFF;

    public EntryBundle {
        entries = List.copyOf(entries);
        for (byte[] entry : entries) {
            if (entry.length > LONGEST) {
                throw new IllegalArgumentException(
                        "an entry has at most %d bytes, not %d; keep a digest of what is large"
                                .formatted(LONGEST, entry.length));
            }
        }
    }

    /** @throws IllegalArgumentException naming the entry that is cut off */
    public static EntryBundle decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<byte[]> entries = new ArrayList<>();
        while (buffer.hasRemaining()) {
            int length = buffer.remaining() < Short.BYTES ? Integer.MAX_VALUE : Short.toUnsignedInt(buffer.getShort());
            if (length > buffer.remaining()) {
                throw new IllegalArgumentException("entry %d of the bundle is cut off".formatted(entries.size()));
            }
            byte[] entry = new byte[length];
            buffer.get(entry);
            entries.add(entry);
        }
        return new EntryBundle(entries);
    }

    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(bytes());
        entries.forEach(entry -> buffer.putShort((short) entry.length).put(entry));
        return buffer.array();
    }

    /** How long it is when encoded. */
    public int bytes() {
        return entries.stream().mapToInt(entry -> Short.BYTES + entry.length).sum();
    }

    public List<Hash> leafHashes() {
        return entries.stream().map(Merkle::leaf).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryBundle that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }
}
