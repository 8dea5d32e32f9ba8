package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.digest.DigestRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Digest rows as bytes: per segment its hash and how many rows follow (12 bytes), then 16 bytes a row: key and content.
 * Hashes do not compress, so nothing is compressed. 1,000 rows of 100 segments take 17 KB: 3 eventually consistent read
 * units.
 */
final class DigestCodec {
    private static final int SEGMENT_BYTES = Long.BYTES + Integer.BYTES;
    private static final int ROW_BYTES = 2 * Long.BYTES;

    private DigestCodec() {}

    /** @param largest how many bytes one chunk may have */
    static List<byte[]> encode(Collection<DigestRow> rows, int largest) {
        SortedMap<Long, List<DigestRow>> segments = rows.stream()
                .sorted(Comparator.comparingLong(DigestRow::key))
                .collect(Collectors.groupingBy(DigestRow::segment, TreeMap::new, Collectors.toList()));
        List<byte[]> chunks = new ArrayList<>();
        ByteBuffer chunk = ByteBuffer.allocate(largest);
        for (Map.Entry<Long, List<DigestRow>> segment : segments.entrySet()) {
            List<DigestRow> left = segment.getValue();
            while (!left.isEmpty()) {
                int room = (chunk.remaining() - SEGMENT_BYTES) / ROW_BYTES;
                if (room < 1) {
                    chunks.add(bytes(chunk));
                    chunk.clear();
                    continue;
                }
                int count = Math.min(room, left.size());
                chunk.putLong(segment.getKey()).putInt(count);
                left.subList(0, count).forEach(row -> chunk.putLong(row.key()).putLong(row.content()));
                left = left.subList(count, left.size());
            }
        }
        if (chunk.position() > 0 || chunks.isEmpty()) {
            chunks.add(bytes(chunk));
        }
        return chunks;
    }

    static List<DigestRow> decode(byte[] chunk) {
        ByteBuffer buffer = ByteBuffer.wrap(chunk);
        List<DigestRow> rows = new ArrayList<>(chunk.length / ROW_BYTES);
        while (buffer.hasRemaining()) {
            long segment = buffer.getLong();
            int count = buffer.getInt();
            for (int i = 0; i < count; i++) {
                rows.add(new DigestRow(buffer.getLong(), segment, buffer.getLong()));
            }
        }
        return rows;
    }

    private static byte[] bytes(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.position()];
        chunk.get(0, bytes);
        return bytes;
    }
}
