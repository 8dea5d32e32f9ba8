package io.grantkeeper.behavior.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The stored form of a profile. It contains the values of each section in the order of their keys, as differences in
 * variable-length encoding, compressed. A profile takes at most {@link #LIMIT} bytes; if it would take more, each
 * section discards its lowest-ranked values.
 */
public final class ProfileCodec {
    /**
     * The maximum size of a stored profile of an identity or person, in bytes. Including its key, the item stays below
     * 4 KB.
     */
    public static final int LIMIT = 3_800;

    /** The maximum size of the stored profile of a connection, in bytes. */
    public static final int CONNECTION_LIMIT = 24_000;

    private static final int FORMAT = 1;
    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_TEXT = 400;

    private ProfileCodec() {}

    /** Returns the stored form of a profile in at most this number of bytes. */
    public static byte[] encode(StoredProfile profile, int limit) {
        StoredProfile kept = profile;
        byte[] bytes = write(kept);
        while (bytes.length > limit) {
            StoredProfile fewer = kept.limitedTo(0.85);
            if (fewer.equals(kept)) {
                throw new IllegalArgumentException("a profile does not fit into %d bytes".formatted(limit));
            }
            kept = fewer;
            bytes = write(kept);
        }
        return bytes;
    }

    /**
     * Reads a stored profile.
     *
     * @throws IllegalArgumentException if the bytes are not a stored profile
     */
    public static StoredProfile decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            byte[] plain = in.readNBytes(MOST_BYTES);
            return read(new DataInputStream(new ByteArrayInputStream(plain)));
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes are not a stored profile", e);
        }
    }

    private static byte[] write(StoredProfile profile) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(1_024);
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, best)) {
            number(out, FORMAT);
            for (ProfileSection section : ProfileSection.values()) {
                SortedMap<Long, ProfileValue> values = profile.section(section);
                if (!values.isEmpty()) {
                    write(out, section, values);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("an in-memory write failed", e);
        } finally {
            best.end();
        }
        return packed.toByteArray();
    }

    private static void write(DeflaterOutputStream out, ProfileSection section, SortedMap<Long, ProfileValue> values)
            throws IOException {
        number(out, section.code() + 1);
        number(out, values.size());
        long previousKey = 0;
        long[] previous = new long[16];
        for (Map.Entry<Long, ProfileValue> entry : values.entrySet()) {
            signed(out, entry.getKey() - previousKey);
            previousKey = entry.getKey();
            ProfileValue value = entry.getValue();
            number(out, value.length());
            for (int i = 0; i < value.length(); i++) {
                long before = i < previous.length ? previous[i] : 0;
                signed(out, value.number(i) - before);
                if (i < previous.length) {
                    previous[i] = value.number(i);
                }
            }
            String text = value.text().length() > LONGEST_TEXT ? value.text().substring(0, LONGEST_TEXT) : value.text();
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            number(out, utf8.length);
            out.write(utf8);
        }
    }

    private static StoredProfile read(DataInputStream in) throws IOException {
        if (number(in) != FORMAT) {
            throw new IllegalArgumentException("a stored profile has a format that this release does not know");
        }
        StoredProfile.Builder profile = StoredProfile.builder();
        while (in.available() > 0) {
            ProfileSection section = ProfileSection.ofCode((int) number(in) - 1);
            long count = number(in);
            long key = 0;
            long[] previous = new long[16];
            for (long i = 0; i < count; i++) {
                key += signed(in);
                int length = (int) number(in);
                if (length < 0 || length > previous.length) {
                    throw new IllegalArgumentException("a stored profile has a value of %d numbers".formatted(length));
                }
                long[] numbers = new long[length];
                for (int n = 0; n < length; n++) {
                    previous[n] += signed(in);
                    numbers[n] = previous[n];
                }
                int bytes = (int) number(in);
                if (bytes < 0 || bytes > 4 * LONGEST_TEXT) {
                    throw new IllegalArgumentException("a stored profile has a text of %d bytes".formatted(bytes));
                }
                profile.add(
                        section,
                        key,
                        ProfileValue.of(new String(in.readNBytes(bytes), StandardCharsets.UTF_8), numbers));
            }
        }
        return profile.build();
    }

    private static void number(DeflaterOutputStream out, long value) throws IOException {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static long number(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a stored profile has a number that is too long");
    }

    private static void signed(DeflaterOutputStream out, long value) throws IOException {
        number(out, value << 1 ^ value >> 63);
    }

    private static long signed(DataInputStream in) throws IOException {
        long value = number(in);
        return value >>> 1 ^ -(value & 1);
    }
}
