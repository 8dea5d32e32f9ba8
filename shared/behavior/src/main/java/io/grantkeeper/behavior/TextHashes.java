package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import java.nio.charset.StandardCharsets;

/**
 * Hashes that represent strings in sets that must stay small. Two different strings have the same hash with a
 * probability of about 1 in 10^19.
 */
final class TextHashes {
    private TextHashes() {}

    /** Returns a 64-bit hash of a string (FNV-1a with a final mix). The hash is never 0. */
    static long of(String text) {
        return ProfileSection.keyOf(text);
    }

    /** Returns a short string that identifies several strings, for the name of an incident. */
    static String shortName(String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(text).append('\n');
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        return Long.toUnsignedString(of(new String(bytes, StandardCharsets.UTF_8)), 36);
    }
}
