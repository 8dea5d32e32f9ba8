package io.grantkeeper.ledger.tile;

import io.grantkeeper.ledger.merkle.MerkleHashing;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Consecutive entries, each preceded by its length in two bytes, as defined by tlog-tiles. */
public record EntryBundle(List<byte[]> entries) {
    /** The maximum size of an entry in bytes. */
    public static final int LONGEST = 0xFFFF;

    public EntryBundle {
        entries = List.copyOf(entries);
        for (byte[] entry : entries) {
            if (entry.length > LONGEST) {
                throw new IllegalArgumentException(
                        "an entry must have at most %d bytes, but has %d; store a digest of large content instead"
                                .formatted(LONGEST, entry.length));
            }
        }
    }

    /**
     * Decodes a bundle.
     *
     * @throws IllegalArgumentException if an entry is truncated; the message names the entry
     */
    public static EntryBundle decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<byte[]> entries = new ArrayList<>();
        while (buffer.hasRemaining()) {
            int length = buffer.remaining() < Short.BYTES ? Integer.MAX_VALUE : Short.toUnsignedInt(buffer.getShort());
            if (length > buffer.remaining()) {
                throw new IllegalArgumentException("entry %d of the bundle is truncated".formatted(entries.size()));
            }
            byte[] entry = new byte[length];
            buffer.get(entry);
            entries.add(entry);
        }
        return new EntryBundle(entries);
    }

    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(encodedSize());
        entries.forEach(entry -> buffer.putShort((short) entry.length).put(entry));
        return buffer.array();
    }

    /** Returns the size in bytes of the encoded bundle. */
    public int encodedSize() {
        return entries.stream().mapToInt(entry -> Short.BYTES + entry.length).sum();
    }

    public List<Sha256Hash> leafHashes() {
        return entries.stream().map(MerkleHashing::leaf).toList();
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
