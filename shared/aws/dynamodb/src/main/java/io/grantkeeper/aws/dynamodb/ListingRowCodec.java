package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.digest.ListingRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Encodes rows with their full keys as compressed bytes, for data that is written often but rarely read. */
final class ListingRowCodec {
    private static final RowType[] TYPES = RowType.values();

    private ListingRowCodec() {}

    /**
     * Encodes rows in chunks.
     *
     * @param largest the maximum size of one chunk, in bytes; a larger row gets a separate chunk
     */
    static List<byte[]> encode(List<ListingRow> rows, int largest) {
        byte[] whole = deflate(rows);
        if (whole.length <= largest || rows.size() <= 1) {
            return List.of(whole);
        }
        List<byte[]> chunks = new ArrayList<>(encode(rows.subList(0, rows.size() / 2), largest));
        chunks.addAll(encode(rows.subList(rows.size() / 2, rows.size()), largest));
        return chunks;
    }

    static List<ListingRow> decode(byte[] chunk) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(chunk)))) {
            int count = in.readInt();
            List<ListingRow> rows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                RowType type = type(in.readByte());
                rows.add(new ListingRow(new RowKey(type, readText(in), readText(in)), readText(in), in.readLong()));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("the rows of a digest cannot be decoded", e);
        }
    }

    private static byte[] deflate(List<ListingRow> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(rows.size());
            for (ListingRow row : rows) {
                out.writeByte(row.key().type().letter());
                writeText(out, row.key().owner());
                writeText(out, row.key().part());
                writeText(out, row.segment());
                out.writeLong(row.contentHash());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an in-memory write failed", e);
        }
        return bytes.toByteArray();
    }

    private static RowType type(byte letter) throws IOException {
        for (RowType type : TYPES) {
            if (type.letter() == letter) {
                return type;
            }
        }
        throw new IOException("no row type has the letter " + letter);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
