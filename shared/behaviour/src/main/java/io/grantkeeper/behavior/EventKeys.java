package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import java.nio.charset.StandardCharsets;

/** Hashes of texts, for sets that must stay small. Two different texts share a hash once in 10^19. */
final class EventKeys {
    private EventKeys() {}

    /** Returns a 64-bit hash of a text (FNV-1a with a final mix); never 0. */
    static long of(String text) {
        return ProfileSection.keyOf(text);
    }

    /** Returns a short text that identifies several texts, for an incident's name. */
    static String shortName(String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(text).append('\n');
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        return Long.toUnsignedString(of(new String(bytes, StandardCharsets.UTF_8)), 36);
    }
}
