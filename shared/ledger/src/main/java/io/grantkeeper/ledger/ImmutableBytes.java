package io.grantkeeper.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An immutable sequence of bytes. Two sequences are equal if their bytes are equal. */
public final class ImmutableBytes {
    private final byte[] array;

    private ImmutableBytes(byte[] array) {
        this.array = array;
    }

    public static ImmutableBytes of(byte[] array) {
        return new ImmutableBytes(array.clone());
    }

    public static ImmutableBytes utf8(String text) {
        return new ImmutableBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] array() {
        return array.clone();
    }

    public int length() {
        return array.length;
    }

    /** Decodes the bytes as UTF-8 text. */
    public String text() {
        return new String(array, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImmutableBytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** Returns a description that states the number of bytes but does not contain the bytes. */
    @Override
    public String toString() {
        return array.length + " bytes";
    }
}
