package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.Sha256;

/** Calculates short digests of longer texts: the first 128 bits of the SHA-256 hash, in hexadecimal. */
public final class ShortDigests {
    private ShortDigests() {}

    public static String of(String... parts) {
        return Sha256.shortHex(String.join("\n", parts));
    }
}
