package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.digest.RowDigest;
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
 * Encodes the rows of a digest as bytes: for each segment, its hash and the number of its rows (12 bytes), then for
 * each row the hashes of its key and content (16 bytes). Nothing is compressed, because hashes are not compressible.
 * 1,000 rows in 100 segments take 17 KB, or 3 eventually consistent read units.
 */
final class PartitionDigestCodec {
    private static final int SEGMENT_BYTES = Long.BYTES + Integer.BYTES;
    private static final int ROW_BYTES = 2 * Long.BYTES;

    private PartitionDigestCodec() {}

    /**
     * Encodes rows in chunks.
     *
     * @param largest the maximum size of one chunk, in bytes
     */
    static List<byte[]> encode(Collection<RowDigest> rows, int largest) {
        SortedMap<Long, List<RowDigest>> segments = rows.stream()
                .sorted(Comparator.comparingLong(RowDigest::key))
                .collect(Collectors.groupingBy(RowDigest::segment, TreeMap::new, Collectors.toList()));
        List<byte[]> chunks = new ArrayList<>();
        ByteBuffer chunk = ByteBuffer.allocate(largest);
        for (Map.Entry<Long, List<RowDigest>> segment : segments.entrySet()) {
            List<RowDigest> left = segment.getValue();
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

    static List<RowDigest> decode(byte[] chunk) {
        ByteBuffer buffer = ByteBuffer.wrap(chunk);
        List<RowDigest> rows = new ArrayList<>(chunk.length / ROW_BYTES);
        while (buffer.hasRemaining()) {
            long segment = buffer.getLong();
            int count = buffer.getInt();
            for (int i = 0; i < count; i++) {
                rows.add(new RowDigest(buffer.getLong(), segment, buffer.getLong()));
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
