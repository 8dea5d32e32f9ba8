package io.grantkeeper.behavior;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small databases in MaxMind's format (version 2.0, with 24-bit records). */
final class MmdbSample {
    private static final int EMPTY = -1;

    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final String type;

    MmdbSample(String type) {
        this.type = type;
    }

    /** Adds an IPv4 or IPv6 block with its record. */
    MmdbSample with(String prefix, Map<String, Object> record) {
        String[] parts = prefix.split("/", -1);
        IpAddress address = IpAddress.parse(parts[0]).orElseThrow();
        boolean v4 = !prefix.contains(":");
        // The format stores IPv4 addresses as ::a.b.c.d.
        long high = v4 ? 0 : address.high();
        long low = v4 ? address.low() & 0xFFFF_FFFFL : address.low();
        int length = Integer.parseInt(parts[1]) + (v4 ? 96 : 0);
        int at = 0;
        for (int bit = 0; bit < length; bit++) {
            int side = (int) (bit < 64 ? high >>> (63 - bit) & 1 : low >>> (127 - bit) & 1);
            if (bit == length - 1) {
                nodes.get(at)[side] = -2 - data.size();
            } else if (nodes.get(at)[side] < 0) {
                nodes.add(new int[] {EMPTY, EMPTY});
                nodes.get(at)[side] = nodes.size() - 1;
                at = nodes.size() - 1;
            } else {
                at = nodes.get(at)[side];
            }
        }
        write(data, record);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int value : node) {
                int record = value == EMPTY ? nodes.size() : value < 0 ? nodes.size() + 16 - 2 - value : value;
                file.writeBytes(new byte[] {(byte) (record >> 16), (byte) (record >> 8), (byte) record});
            }
        }
        file.writeBytes(new byte[16]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
        file.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", 1_795_000_000L);
        metadata.put("database_type", type);
        metadata.put("description", Map.of("en", "a sample"));
        metadata.put("ip_version", 6);
        metadata.put("languages", List.of());
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", 24);
        write(file, metadata);
        return file.toByteArray();
    }

    Path save(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case String text -> {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                control(out, 2, utf8.length);
                out.writeBytes(utf8);
            }
            case Map<?, ?> map -> {
                control(out, 7, map.size());
                map.forEach((name, member) -> {
                    write(out, name);
                    write(out, member);
                });
            }
            case List<?> list -> {
                control(out, 11, list.size());
                list.forEach(member -> write(out, member));
            }
            case Boolean truth -> control(out, 14, truth ? 1 : 0);
            case Integer number -> {
                control(out, 5, 2);
                out.writeBytes(
                        ByteBuffer.allocate(2).putShort(number.shortValue()).array());
            }
            case Long number -> {
                control(out, 6, 4);
                out.writeBytes(ByteBuffer.allocate(4).putInt(number.intValue()).array());
            }
            default -> throw new IllegalArgumentException("no such type");
        }
    }

    private static void control(ByteArrayOutputStream out, int type, int size) {
        out.write((type < 8 ? type << 5 : 0) | Math.min(size, 29));
        if (type >= 8) {
            out.write(type - 7);
        }
        if (size >= 29) {
            out.write(size - 29);
        }
    }
}
