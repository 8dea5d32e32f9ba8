package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.digest.ListingCompleteness;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Encodes the evidence that the pages of a listing provide about whether the listing is complete. Equal evidence has
 * equal encodings.
 */
final class ListingCompletenessCodec {
    private ListingCompletenessCodec() {}

    /**
     * Encodes the evidence in chunks, each of which continues the previous one.
     *
     * @param largest the maximum size of one chunk, in bytes
     */
    static List<byte[]> encode(ListingCompleteness walk, int largest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(walk.counted());
            out.writeBoolean(walk.continued());
            out.writeInt(walk.repeats());
            out.writeBoolean(walk.total().isPresent());
            out.writeLong(walk.total().orElse(0L));
            out.writeBoolean(walk.totalChanged());
            writeAll(out, walk.rowIds());
            writeAll(out, walk.wholeSegments());
        } catch (IOException e) {
            throw new UncheckedIOException("an in-memory write failed", e);
        }
        byte[] whole = bytes.toByteArray();
        List<byte[]> chunks = new ArrayList<>();
        for (int from = 0; from < whole.length; from += largest) {
            chunks.add(Arrays.copyOfRange(whole, from, Math.min(from + largest, whole.length)));
        }
        return chunks;
    }

    static ListingCompleteness decode(List<byte[]> chunks) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        chunks.forEach(whole::writeBytes);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(whole.toByteArray()))) {
            boolean counted = in.readBoolean();
            boolean continued = in.readBoolean();
            int repeats = in.readInt();
            boolean stated = in.readBoolean();
            long total = in.readLong();
            boolean totalChanged = in.readBoolean();
            Set<Long> rowIds = readAll(in);
            return new ListingCompleteness(
                    counted,
                    continued,
                    rowIds,
                    repeats,
                    stated ? Optional.of(total) : Optional.empty(),
                    totalChanged,
                    readAll(in));
        } catch (IOException e) {
            throw new UncheckedIOException("the walk of a listing cannot be decoded", e);
        }
    }

    private static void writeAll(DataOutputStream out, Set<Long> values) throws IOException {
        out.writeInt(values.size());
        for (long value : new TreeSet<>(values)) {
            out.writeLong(value);
        }
    }

    private static Set<Long> readAll(DataInputStream in) throws IOException {
        int count = in.readInt();
        Set<Long> values = HashSet.newHashSet(count);
        for (int i = 0; i < count; i++) {
            values.add(in.readLong());
        }
        return values;
    }
}
