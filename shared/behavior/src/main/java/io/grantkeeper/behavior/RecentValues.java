package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The values that an identity showed, each with the first day, the last day and the number of days on which it was
 * seen. Adding a value is commutative, and idempotent within a day. If there are too many values, those that have not
 * been seen for the longest time are discarded.
 */
final class RecentValues {
    private static final int LONGEST_TEXT = 60;

    private final int capacity;
    private long[] keys = new long[4];
    private int[] first = new int[4];
    private int[] last = new int[4];
    private short[] days = new short[4];
    private int size;
    /** The values that people see, as strings. Other values are known only by their hash. */
    private Map<Long, String> names = Map.of();

    RecentValues(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a value and returns whether it is new. */
    boolean add(long key, int day) {
        int at = find(key);
        if (at >= 0) {
            if (day > last[at]) {
                last[at] = day;
                days[at]++;
            } else if (day < first[at]) {
                first[at] = day;
                days[at]++;
            }
            return false;
        }
        if (size == 2 * capacity) {
            forget();
        }
        if (size == keys.length) {
            int larger = size * 2;
            keys = Arrays.copyOf(keys, larger);
            first = Arrays.copyOf(first, larger);
            last = Arrays.copyOf(last, larger);
            days = Arrays.copyOf(days, larger);
        }
        keys[size] = key;
        first[size] = day;
        last[size] = day;
        days[size] = 1;
        size++;
        return true;
    }

    /** Adds a string value, which {@link #texts} can then return. */
    boolean add(String text, int day) {
        long key = TextHashes.of(text);
        boolean isNew = add(key, day);
        if (isNew || !names.containsKey(key)) {
            name(key, text);
        }
        return isNew;
    }

    private void name(long key, String text) {
        if (names.isEmpty()) {
            names = new HashMap<>(4);
        }
        names.put(key, text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
    }

    /** Returns the values that were added as strings; those that were seen on the most days come first. */
    List<String> texts() {
        return names.entrySet().stream()
                .filter(each -> contains(each.getKey()))
                .sorted(Comparator.comparingInt((Map.Entry<Long, String> each) -> -days(each.getKey()))
                        .thenComparing(Map.Entry::getValue))
                .map(Map.Entry::getValue)
                .toList();
    }

    boolean contains(long key) {
        return find(key) >= 0;
    }

    /** Returns the last day on which the value was seen; {@link Integer#MIN_VALUE} if it was never seen. */
    int lastDay(long key) {
        int at = find(key);
        return at < 0 ? Integer.MIN_VALUE : last[at];
    }

    /** Returns the number of days on which the value was seen. */
    int days(long key) {
        int at = find(key);
        return at < 0 ? 0 : days[at];
    }

    int size() {
        return size;
    }

    void forEach(LongConsumer action) {
        for (int i = 0; i < size; i++) {
            action.accept(keys[i]);
        }
    }

    /** Returns the value that was seen on the most days; if there are several, the one with the largest key; 0 if none. */
    long mostFrequent() {
        int best = -1;
        for (int i = 0; i < size; i++) {
            if (best < 0 || days[i] > days[best] || (days[i] == days[best] && keys[i] > keys[best])) {
                best = i;
            }
        }
        return best < 0 ? 0 : keys[best];
    }

    /** Returns the number of values that were first seen after one day and no later than another. */
    int firstSeenBetween(int after, int until) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (first[i] > after && first[i] <= until) {
                count++;
            }
        }
        return count;
    }

    /** Returns the values in a stable order, with their first and last days, to compare two sets. */
    String contents() {
        StringBuilder text = new StringBuilder();
        long[] sorted = Arrays.copyOf(keys, size);
        Arrays.sort(sorted);
        for (long key : sorted) {
            int at = find(key);
            text.append(key)
                    .append(':')
                    .append(first[at])
                    .append('-')
                    .append(last[at])
                    .append(' ');
        }
        return text.toString();
    }

    /** Adds the values to a stored profile, each with its last day, its number of days, and its first day. */
    void save(StoredProfile.Builder stored, ProfileSection section) {
        for (int i = 0; i < size; i++) {
            stored.add(section, keys[i], ProfileValue.of(names.getOrDefault(keys[i], ""), last[i], days[i], -first[i]));
        }
    }

    /** Replaces the values with those of a stored profile. */
    void load(StoredProfile stored, ProfileSection section) {
        size = 0;
        stored.section(section).forEach((key, value) -> {
            add(key, (int) value.number(0));
            days[size - 1] = (short) value.number(1);
            first[size - 1] = (int) -value.number(2);
            if (!value.text().isEmpty()) {
                name(key, value.text());
            }
        });
    }

    private int find(long key) {
        for (int i = size - 1; i >= 0; i--) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Discards all values except those that were seen most recently. If two were last seen on the same day, the one
     * with the larger key is retained.
     */
    private void forget() {
        Integer[] order = new Integer[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        Arrays.sort(
                order,
                (a, b) -> last[a] == last[b] ? Long.compare(keys[b], keys[a]) : Integer.compare(last[b], last[a]));
        long[] keptKeys = new long[keys.length];
        int[] keptFirst = new int[keys.length];
        int[] keptLast = new int[keys.length];
        short[] keptDays = new short[keys.length];
        for (int i = 0; i < capacity; i++) {
            keptKeys[i] = keys[order[i]];
            keptFirst[i] = first[order[i]];
            keptLast[i] = last[order[i]];
            keptDays[i] = days[order[i]];
        }
        keys = keptKeys;
        first = keptFirst;
        last = keptLast;
        days = keptDays;
        size = capacity;
        if (!names.isEmpty()) {
            names.keySet().removeIf(key -> !contains(key));
        }
    }
}
