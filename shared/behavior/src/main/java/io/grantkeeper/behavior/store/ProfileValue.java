package io.grantkeeper.behavior.store;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One value of a stored profile: numbers and a string. Values have a total order. Of two values with the same key, the
 * larger one is retained. Because the order is total, that choice is associative, commutative and idempotent.
 */
public final class ProfileValue implements Comparable<ProfileValue> {
    private static final Comparator<ProfileValue> ORDER = Comparator.<ProfileValue, long[]>comparing(
                    each -> each.numbers, Arrays::compare)
            .thenComparing(each -> each.text);

    private final long[] numbers;
    private final String text;

    private ProfileValue(String text, long[] numbers) {
        this.text = text;
        this.numbers = numbers;
    }

    public static ProfileValue of(long... numbers) {
        return new ProfileValue("", numbers.clone());
    }

    public static ProfileValue of(String text, long... numbers) {
        return new ProfileValue(text, numbers.clone());
    }

    /** Returns a number; 0 if an earlier release stored fewer numbers. */
    public long number(int index) {
        return index < numbers.length ? numbers[index] : 0;
    }

    public String text() {
        return text;
    }

    /** Returns how many numbers this value contains. */
    public int length() {
        return numbers.length;
    }

    @Override
    public int compareTo(ProfileValue other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProfileValue register && compareTo(register) == 0;
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
