package io.grantkeeper.evidence.output;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Name-based UUIDs of version 5 (RFC 9562, 5.5): the same name in the same namespace always has the same UUID. */
final class NameBasedUuid {
    /** Grantkeeper's namespace, an arbitrary constant. */
    private static final UUID ROOT = UUID.fromString("6f0b6e2c-9a53-5d0e-8a5e-0c9d6a1f4e21");

    private final UUID parent;

    private NameBasedUuid(UUID parent) {
        this.parent = parent;
    }

    /** Returns the namespace for everything in one report. */
    static NameBasedUuid of(String report) {
        return new NameBasedUuid(version5(ROOT, report));
    }

    String uuidOf(String what) {
        return version5(parent, what).toString();
    }

    private static UUID version5(UUID namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .flip());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & ~0xF000L) | 0x5000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is not available in this Java runtime", e);
        }
    }
}
