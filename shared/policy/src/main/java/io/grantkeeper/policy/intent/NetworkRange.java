package io.grantkeeper.policy.intent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address range, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. */
public final class NetworkRange {
    private static final Pattern V4 = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F.]*+:[0-9a-fA-F:.]*+");

    private final byte[] address;
    private final int prefix;

    private NetworkRange(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /**
     * Parses a range.
     *
     * @throws IllegalArgumentException if the text is not a range; the message shows the expected form
     */
    public static NetworkRange parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        String prefix = slash < 0 ? "" : text.substring(slash + 1);
        if (address.isEmpty() || (slash >= 0 && !prefix.matches("0|[1-9]\\d{0,2}"))) {
            throw new IllegalArgumentException(
                    "'%s' is not an address range; use for example 10.0.0.0/8, 203.0.113.7 or 2001:db8::/32"
                            .formatted(text));
        }
        int bits = address.get().length * 8;
        int length = slash < 0 ? bits : Integer.parseInt(prefix);
        if (length > bits) {
            throw new IllegalArgumentException(
                    "'%s' has a prefix longer than the %d bits of the address".formatted(text, bits));
        }
        byte[] first = masked(address.get(), length);
        if (!Arrays.equals(first, address.get())) {
            throw new IllegalArgumentException("'%s' has bits set after its prefix; the range starts with %s"
                    .formatted(text, new NetworkRange(first, length)));
        }
        return new NetworkRange(first, length);
    }

    /**
     * Returns the bytes of an IP address literal; empty for any other text, such as a host name. An IPv4-mapped IPv6
     * address is converted to the IPv4 address.
     */
    public static Optional<byte[]> address(String text) {
        if (text.length() > 45
                || !(V4.matcher(text).matches() || V6.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Formats the bytes of an address in the usual notation, which Cedar also uses. */
    public static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    private static byte[] masked(byte[] address, int prefix) {
        byte[] masked = address.clone();
        for (int bit = prefix; bit < masked.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return masked;
    }

    public boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != other[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || ((address[whole] ^ other[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
    }

    /** Returns the first address of the range. */
    public byte[] first() {
        return address.clone();
    }

    public boolean isV4() {
        return address.length == 4;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkRange that && prefix == that.prefix && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(address) * 31 + prefix;
    }

    @Override
    public String toString() {
        return text(address) + "/" + prefix;
    }
}
