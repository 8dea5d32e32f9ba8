package io.grantkeeper.connectors.github;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Damages JSON reproducibly: the same seed causes the same damage. */
final class JsonMutations {
    private static final List<String> FRAGMENTS =
            List.of("null", "[]", "{}", "\"\"", "-1", "1e999", "\"\\u0000\"", "true", "99999999999999999999", "]", "}");

    private JsonMutations() {}

    /** Returns the payload after flipping bytes, removing pieces, or replacing a value with other JSON. */
    static byte[] of(String payload, SplittableRandom random) {
        StringBuilder text = new StringBuilder(payload);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(0x20, 0x7f));
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 20)));
                case 2 -> text.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                default -> replaceValue(text, at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
            }
            if (text.isEmpty()) {
                return new byte[0];
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void replaceValue(StringBuilder text, int from, String fragment) {
        int colon = text.indexOf(":", from);
        if (colon < 0) {
            return;
        }
        int end = colon + 1;
        while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        text.replace(colon + 1, end, fragment);
    }
}
