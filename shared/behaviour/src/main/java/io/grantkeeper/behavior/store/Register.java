package io.grantkeeper.behavior.store;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One value of a stored profile: numbers and a text, in a total order. Of two values with the same key, the larger one
 * is retained. Because the order is total, that choice is associative, commutative and idempotent.
 */
public final class Register implements Comparable<Register> {
    private static final Comparator<Register> ORDER = Comparator.<Register, long[]>comparing(
                    each -> each.numbers, Arrays::compare)
            .thenComparing(each -> each.text);

    private final long[] numbers;
    private final String text;

    private Register(String text, long[] numbers) {
        this.text = text;
        this.numbers = numbers;
    }

    public static Register of(long... numbers) {
        return new Register("", numbers.clone());
    }

    public static Register of(String text, long... numbers) {
        return new Register(text, numbers.clone());
    }

    /** Returns a number; 0 if an earlier release stored fewer numbers. */
    public long number(int index) {
        return index < numbers.length ? numbers[index] : 0;
    }

    public String text() {
        return text;
    }

    /** Returns the number of numbers. */
    public int length() {
        return numbers.length;
    }

    @Override
    public int compareTo(Register other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Register register && compareTo(register) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(numbers) + text.hashCode();
    }

    @Override
    public String toString() {
        return Arrays.toString(numbers) + text;
    }
}
