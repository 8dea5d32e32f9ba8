package io.grantkeeper.ledger;

import java.util.Arrays;
import java.util.Random;

/** Ways in which bytes can be altered, drawn from a seed. */
public final class Tampering {
    private final Random random;

    public Tampering(long seed) {
        random = new Random(seed);
    }

    /** One byte changed, some cut off, one put in, or two parts in the other order; never the same bytes. */
    public byte[] alter(byte[] original) {
        byte[] altered = original;
        while (Arrays.equals(altered, original)) {
            altered = original.length == 0 ? new byte[] {1} : once(original);
        }
        return altered;
    }

    private byte[] once(byte[] original) {
        int at = random.nextInt(original.length);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(original, at);
            case 1 -> inserted(original, at);
            case 2 -> swapped(original, at);
            default -> changed(original, at);
        };
    }

    private byte[] changed(byte[] original, int at) {
        byte[] changed = original.clone();
        changed[at] = (byte) (random.nextBoolean() ? changed[at] ^ (1 << random.nextInt(8)) : random.nextInt(256));
        return changed;
    }

    private byte[] inserted(byte[] original, int at) {
        byte[] longer = new byte[original.length + 1];
        System.arraycopy(original, 0, longer, 0, at);
        longer[at] = (byte) random.nextInt(256);
        System.arraycopy(original, at, longer, at + 1, original.length - at);
        return longer;
    }

    private static byte[] swapped(byte[] original, int at) {
        byte[] swapped = new byte[original.length];
        System.arraycopy(original, at, swapped, 0, original.length - at);
        System.arraycopy(original, 0, swapped, original.length - at, at);
        return swapped;
    }
}
