package io.grantkeeper.ledger;

import java.util.Arrays;
import java.util.Random;

/** Simulates tampering: alters bytes at random. The same seed leads to the same changes. */
public final class LogTampering {
    private final Random random;

    public LogTampering(long seed) {
        random = new Random(seed);
    }

    /**
     * Alters bytes randomly: changes or inserts a byte, truncates the bytes, or swaps two parts. The result always
     * differs from the original.
     */
    public byte[] alter(byte[] original) {
        byte[] altered = original;
        while (Arrays.equals(altered, original)) {
            altered = original.length == 0 ? new byte[] {1} : alterOnce(original);
        }
        return altered;
    }

    private byte[] alterOnce(byte[] original) {
        int at = random.nextInt(original.length);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(original, at);
            case 1 -> withInsertedByte(original, at);
            case 2 -> withSwappedParts(original, at);
            default -> withChangedByte(original, at);
        };
    }

    private byte[] withChangedByte(byte[] original, int at) {
        byte[] changed = original.clone();
        changed[at] = (byte) (random.nextBoolean() ? changed[at] ^ (1 << random.nextInt(8)) : random.nextInt(256));
        return changed;
    }

    private byte[] withInsertedByte(byte[] original, int at) {
        byte[] longer = new byte[original.length + 1];
        System.arraycopy(original, 0, longer, 0, at);
        longer[at] = (byte) random.nextInt(256);
        System.arraycopy(original, at, longer, at + 1, original.length - at);
        return longer;
    }

    private static byte[] withSwappedParts(byte[] original, int at) {
        byte[] swapped = new byte[original.length];
        System.arraycopy(original, at, swapped, 0, original.length - at);
        System.arraycopy(original, 0, swapped, original.length - at, at);
        return swapped;
    }
}
