package io.grantkeeper.store.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Generates corrupted copies of valid inputs, to test parsers of external data. Corruptions are flipped bits, removed
 * or duplicated parts, parts moved between inputs, and inserted fragments that are hard to parse. The same seed
 * generates the same copies.
 */
public final class InputMutations {
    private static final List<byte[]> PIECES = Stream.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    ",",
                    ":",
                    "null",
                    "true",
                    "-",
                    "0",
                    "1e999999999",
                    "-1E-999999999",
                    "9".repeat(120),
                    "\\ud800",
                    "\\u0000",
                    "\\",
                    "[".repeat(40),
                    "{\"a\":".repeat(40),
                    "\u0130",
                    "\ufeff",
                    "$",
                    "$$",
                    "..",
                    ".",
                    "=",
                    "' || true || '",
                    "params.x.map(y, y)",
                    "x".repeat(3_000),
                    "eyJhbGciOiJub25lIn0.e30.",
                    "\r\n",
                    "\u0000")
            .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
            .toList();
    private static final int MOST_CHANGES = 4;

    private InputMutations() {}

    /**
     * Generates corrupted copies lazily.
     *
     * @param count the number of copies
     */
    public static Stream<byte[]> generate(long seed, int count, String... inputs) {
        Random random = new Random(seed);
        List<byte[]> good = Arrays.stream(inputs)
                .map(input -> input.getBytes(StandardCharsets.UTF_8))
                .toList();
        return Stream.generate(() -> mutant(random, good)).limit(count);
    }

    private static byte[] mutant(Random random, List<byte[]> good) {
        byte[] input = good.get(random.nextInt(good.size())).clone();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            input = mutate(random, input, good);
        }
        return input;
    }

    private static byte[] mutate(Random random, byte[] input, List<byte[]> good) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(24));
        return switch (random.nextInt(6)) {
            case 0 -> {
                byte[] flipped = input.clone();
                if (from < flipped.length) {
                    flipped[from] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
            case 1 -> join(input, from, new byte[0], to);
            case 2 -> join(input, to, Arrays.copyOfRange(input, from, to), to);
            case 3 -> join(input, from, PIECES.get(random.nextInt(PIECES.size())), to);
            case 4 -> join(input, from, PIECES.get(random.nextInt(PIECES.size())), from);
            default -> {
                byte[] other = good.get(random.nextInt(good.size()));
                int start = random.nextInt(other.length + 1);
                yield join(
                        input,
                        from,
                        Arrays.copyOfRange(other, start, Math.min(other.length, start + random.nextInt(60))),
                        to);
            }
        };
    }

    private static byte[] join(byte[] input, int end, byte[] between, int rest) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(input.length + between.length);
        joined.write(input, 0, end);
        joined.writeBytes(between);
        joined.write(input, rest, input.length - rest);
        return joined.toByteArray();
    }
}
