package io.grantkeeper.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that do not change, equal where their content is. */
public final class Bytes {
    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    public static Bytes of(byte[] array) {
        return new Bytes(array.clone());
    }

    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] array() {
        return array.clone();
    }

    public int length() {
        return array.length;
    }

    /** As the UTF-8 text that it is taken for. */
    public String text() {
        return new String(array, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** Their number, never their content. */
    @Override
    public String toString() {
        return array.length + " bytes";
    }
}
