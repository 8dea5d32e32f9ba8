package io.grantkeeper.property.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Generates mutations of valid inputs, to test parsers of external data. A mutation makes one to four changes. A change
 * flips a bit, sets a byte, removes, repeats or replaces a part, or inserts a part of another input or a fragment that
 * is hard to parse. If a mutation makes a test fail, it shrinks to fewer changes, which are at earlier positions of the
 * first input.
 */
public final class InputMutations {
    private static final List<String> FRAGMENTS = List.of(
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
            "\u0000");
    private static final int MAX_CHANGES = 4;
    private static final int MAX_REMOVED = 24;
    private static final int MAX_COPIED = 60;
    private static final int LAST_PLACE = 1 << 20;

    private InputMutations() {}

    /** Returns mutations as bytes, many of which are not valid UTF-8. */
    public static Arbitrary<byte[]> of(String... inputs) {
        return of(List.of(inputs), FRAGMENTS);
    }

    /** Returns mutations as text, in which U+FFFD replaces bytes that are not valid UTF-8. */
    public static Arbitrary<String> text(String... inputs) {
        return of(inputs).map(bytes -> new String(bytes, UTF_8));
    }

    /**
     * Returns mutations as text.
     *
     * @param fragments parts that the parser under test may have difficulty with
     */
    public static Arbitrary<String> text(List<String> inputs, List<String> fragments) {
        return of(inputs, fragments).map(bytes -> new String(bytes, UTF_8));
    }

    private static Arbitrary<byte[]> of(List<String> inputs, List<String> fragments) {
        Arbitrary<byte[]> input = Arbitraries.of(encoded(inputs));
        Arbitrary<byte[]> fragment = Arbitraries.of(encoded(fragments));
        Arbitrary<List<UnaryOperator<byte[]>>> changes =
                change(input, fragment).list().ofMinSize(1).ofMaxSize(MAX_CHANGES);
        return Combinators.combine(input, changes)
                .as((original, all) -> {
                    byte[] result = original.clone();
                    for (UnaryOperator<byte[]> change : all) {
                        result = change.apply(result);
                    }
                    return result;
                })
                .withoutEdgeCases();
    }

    private static Arbitrary<UnaryOperator<byte[]>> change(Arbitrary<byte[]> input, Arbitrary<byte[]> fragment) {
        Arbitrary<Integer> place = upTo(LAST_PLACE);
        Arbitrary<Integer> length = upTo(MAX_REMOVED);
        Arbitrary<UnaryOperator<byte[]>> flip =
                Combinators.combine(place, upTo(7)).as((at, bit) -> bytes -> withByte(bytes, at, 1 << bit, true));
        Arbitrary<UnaryOperator<byte[]>> set =
                Combinators.combine(place, upTo(255)).as((at, value) -> bytes -> withByte(bytes, at, value, false));
        Arbitrary<UnaryOperator<byte[]>> remove =
                Combinators.combine(place, length).as((at, count) -> bytes -> withPart(bytes, at, count, new byte[0]));
        Arbitrary<UnaryOperator<byte[]>> repeat =
                Combinators.combine(place, length).as((at, count) -> bytes -> withRepetition(bytes, at, count));
        Arbitrary<UnaryOperator<byte[]>> replace = Combinators.combine(place, length, fragment)
                .as((at, count, part) -> bytes -> withPart(bytes, at, count, part));
        Arbitrary<UnaryOperator<byte[]>> insert =
                Combinators.combine(place, fragment).as((at, part) -> bytes -> withPart(bytes, at, 0, part));
        Arbitrary<UnaryOperator<byte[]>> copy = Combinators.combine(place, length, input, place, upTo(MAX_COPIED))
                .as((at, count, other, from, size) -> bytes -> withPart(bytes, at, count, part(other, from, size)));
        return Arbitraries.oneOf(flip, set, remove, repeat, replace, insert, copy);
    }

    private static Arbitrary<Integer> upTo(int max) {
        return Arbitraries.integers().between(0, max).withDistribution(RandomDistribution.uniform());
    }

    private static List<byte[]> encoded(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(UTF_8)).toList();
    }

    /**
     * Converts a position that is given as a fraction of the length, in units of 1 / {@link #LAST_PLACE}, to an index.
     */
    private static int index(byte[] bytes, int place) {
        return (int) ((long) bytes.length * place / LAST_PLACE);
    }

    private static byte[] withByte(byte[] bytes, int place, int value, boolean flip) {
        byte[] changed = bytes.clone();
        int at = index(bytes, place);
        if (at < changed.length) {
            changed[at] = (byte) (flip ? changed[at] ^ value : value);
        }
        return changed;
    }

    private static byte[] withPart(byte[] bytes, int place, int removed, byte[] part) {
        int at = index(bytes, place);
        return join(bytes, at, part, Math.min(bytes.length, at + removed));
    }

    private static byte[] withRepetition(byte[] bytes, int place, int count) {
        int at = index(bytes, place);
        int end = Math.min(bytes.length, at + count);
        return join(bytes, end, Arrays.copyOfRange(bytes, at, end), end);
    }

    private static byte[] part(byte[] bytes, int place, int size) {
        int from = index(bytes, place);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
    }

    private static byte[] join(byte[] bytes, int end, byte[] between, int rest) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(bytes.length + between.length);
        joined.write(bytes, 0, end);
        joined.writeBytes(between);
        joined.write(bytes, rest, bytes.length - rest);
        return joined.toByteArray();
    }
}
