package io.grantkeeper.behavior;

import java.util.Optional;

/**
 * An IP address as 128 bits. IPv4 addresses are stored as {@code ::ffff:a.b.c.d}, so that one map can contain both
 * versions.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
record IpAddress(long high, long low) {
    private static final long V4 = 0xFFFF_0000_0000L;

    /** Parses an address. Returns empty if the string is not an address. Never resolves a name. */
    static Optional<IpAddress> parse(String text) {
        String address = text.strip();
        if (address.length() > 64 || address.isEmpty()) {
            return Optional.empty();
        }
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            address = end > 0 ? address.substring(1, end) : address;
        }
        int zone = address.indexOf('%');
        address = zone > 0 ? address.substring(0, zone) : address;
        if (address.indexOf(':') == address.lastIndexOf(':') && address.indexOf('.') > 0) {
            int port = address.indexOf(':');
            return v4(port > 0 ? address.substring(0, port) : address).map(bits -> new IpAddress(0, V4 | bits));
        }
        return v6(address);
    }

    boolean isV4() {
        return high == 0 && (low & ~0xFFFF_FFFFL) == V4;
    }

    /**
     * Returns the address with all bits after the first {@code length} bits cleared; the length of an IPv4 prefix is
     * counted from bit 96.
     */
    IpAddress truncate(int length) {
        if (length <= 0) {
            return new IpAddress(0, 0);
        }
        if (length <= 64) {
            return new IpAddress(length == 64 ? high : high & (-1L << (64 - length)), 0);
        }
        return length >= 128 ? this : new IpAddress(high, low & (-1L << (128 - length)));
    }

    private static Optional<Long> v4(String text) {
        long bits = 0;
        int parts = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                int value = number(text, start, i, 10);
                if (value < 0 || value > 255 || parts == 4) {
                    return Optional.empty();
                }
                bits = bits << 8 | value;
                parts++;
                start = i + 1;
            }
        }
        return parts == 4 ? Optional.of(bits) : Optional.empty();
    }

    private static Optional<IpAddress> v6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] head = groups(gap < 0 ? text : text.substring(0, gap));
        int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2));
        int groups = head.length + tail.length;
        if ((gap < 0 && groups != 8) || groups > 8 || invalid(head) || invalid(tail)) {
            return Optional.empty();
        }
        long[] halves = new long[2];
        for (int i = 0; i < 8; i++) {
            int value = i < head.length ? head[i] : i >= 8 - tail.length ? tail[i - 8 + tail.length] : 0;
            halves[i / 4] = halves[i / 4] << 16 | value;
        }
        return Optional.of(new IpAddress(halves[0], halves[1]));
    }

    private static boolean invalid(int[] groups) {
        return groups.length == 1 && groups[0] < 0;
    }

    /** Returns the 16-bit groups of one side of an IPv6 address; a single -1 if a group is invalid. */
    private static int[] groups(String side) {
        if (side.isEmpty()) {
            return new int[0];
        }
        String[] texts = side.split(":", -1);
        String last = texts[texts.length - 1];
        Optional<Long> embedded = last.indexOf('.') > 0 ? v4(last) : Optional.empty();
        int count = texts.length + (embedded.isPresent() ? 1 : 0);
        if (count > 8) {
            return new int[] {-1};
        }
        int[] groups = new int[count];
        for (int i = 0; i < texts.length; i++) {
            if (i == texts.length - 1 && embedded.isPresent()) {
                groups[i] = (int) (embedded.get() >> 16);
                groups[i + 1] = (int) (embedded.get() & 0xFFFF);
            } else {
                groups[i] = number(texts[i], 0, texts[i].length(), 16);
                if (groups[i] < 0) {
                    return new int[] {-1};
                }
            }
        }
        return groups;
    }

    /** Parses a number of 1 to 4 digits. Returns -1 if the string is not such a number. */
    private static int number(String text, int start, int end, int radix) {
        if (end <= start || end - start > 4) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    @Override
    public String toString() {
        if (isV4()) {
            return "%d.%d.%d.%d".formatted(low >> 24 & 255, low >> 16 & 255, low >> 8 & 255, low & 255);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append(i == 0 ? "" : ":")
                    .append(Long.toHexString((i < 4 ? high : low) >>> (48 - 16 * (i % 4)) & 0xFFFF));
        }
        return text.toString();
    }
}
