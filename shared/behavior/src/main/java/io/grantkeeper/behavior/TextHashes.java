package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import java.nio.charset.StandardCharsets;

/**
 * Hashes of texts, for sets that must stay small. The probability that two different texts share a hash is about 1 in
 * 10^19.
 */
final class TextHashes {
    private TextHashes() {}

    /** Returns a 64-bit hash of a text (FNV-1a with a final mix). The hash is never 0. */
    static long of(String text) {
        return ProfileSection.keyOf(text);
    }

    /** Returns a short string that identifies several texts, for the name of an incident. */
    static String shortName(String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(text).append('\n');
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        return Long.toUnsignedString(of(new String(bytes, StandardCharsets.UTF_8)), 36);
    }
}
