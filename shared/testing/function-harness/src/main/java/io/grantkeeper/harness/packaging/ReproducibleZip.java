package io.grantkeeper.harness.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A zip file of compressed entries without timestamps, so that the same entries produce the same bytes. Unlike
 * {@link java.util.zip.ZipOutputStream}, it accepts content that is already compressed. Content that many files share
 * therefore needs to be compressed only once. Supports files below 4 GiB with fewer than 65,536 entries.
 */
final class ReproducibleZip implements AutoCloseable {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END = 0x06054b50;

    private static final short VERSION = 20;
    private static final short UTF_8_NAMES = 0x0800;
    private static final short DEFLATED = 8;
    private static final short MIDNIGHT = 0;
    private static final short FIRST_OF_JANUARY_1980 = 0x21;

    private final OutputStream out;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int entries;
    private long offset;

    /** The compressed content of an entry. */
    static final class Content {
        private final byte[] bytes;
        private final int size;
        private final int crc;

        private Content(byte[] bytes, int size, int crc) {
            this.bytes = bytes;
            this.size = size;
            this.crc = crc;
        }

        static Content of(byte[] plain) {
            CRC32 crc = new CRC32();
            crc.update(plain);
            ByteArrayOutputStream deflated = new ByteArrayOutputStream(plain.length + 64);
            try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
                deflater.setInput(plain);
                deflater.finish();
                byte[] buffer = new byte[1 << 16];
                while (!deflater.finished()) {
                    deflated.write(buffer, 0, deflater.deflate(buffer));
                }
            }
            return new Content(deflated.toByteArray(), plain.length, (int) crc.getValue());
        }
    }

    /** Starts a zip file; closing it also closes the stream. */
    ReproducibleZip(OutputStream out) {
        this.out = out;
    }

    void put(String name, Content content) throws IOException {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer central = buffer(46)
                .putInt(CENTRAL_HEADER)
                .putShort(VERSION)
                .put(header(content, encoded.length))
                .putShort((short) 0) // comment
                .putShort((short) 0) // disk
                .putShort((short) 0) // internal attributes
                .putInt(0) // external attributes
                .putInt(limited(offset, 0xFFFF_FFFEL));
        directory.write(bytes(central));
        directory.write(encoded);
        ByteBuffer local = buffer(30).putInt(LOCAL_HEADER).put(header(content, encoded.length));
        write(bytes(local));
        write(encoded);
        write(content.bytes);
        entries++;
    }

    /** Returns the part that the local header and the central header of an entry have in common. */
    private static byte[] header(Content content, int nameLength) {
        return bytes(buffer(26)
                .putShort(VERSION)
                .putShort(UTF_8_NAMES)
                .putShort(DEFLATED)
                .putShort(MIDNIGHT)
                .putShort(FIRST_OF_JANUARY_1980)
                .putInt(content.crc)
                .putInt(content.bytes.length)
                .putInt(content.size)
                .putShort((short) limited(nameLength, 0xFFFF))
                .putShort((short) 0)); // extra fields
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the content of a buffer that has been filled. */
    private static byte[] bytes(ByteBuffer full) {
        byte[] bytes = new byte[full.capacity()];
        full.flip().get(bytes);
        return bytes;
    }

    private static int limited(long value, long limit) {
        if (value > limit) {
            throw new IllegalStateException("%d exceeds the zip format's limit of %d".formatted(value, limit));
        }
        return (int) value;
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        offset += bytes.length;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            short count = (short) limited(entries, 0xFFFE);
            ByteBuffer end = buffer(22)
                    .putInt(END)
                    .putShort((short) 0) // this disk
                    .putShort((short) 0) // disk of the directory
                    .putShort(count)
                    .putShort(count)
                    .putInt(directory.size())
                    .putInt(limited(offset, 0xFFFF_FFFEL))
                    .putShort((short) 0); // comment
            write(directory.toByteArray());
            write(bytes(end));
        }
    }
}
