package io.grantkeeper.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Unmodifiable sorted copies, so that equal content always has one byte form. */
final class Sorted {
    private Sorted() {}

    static <T extends Comparable<? super T>> SortedSet<T> set(Collection<? extends T> values) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    static <V> SortedMap<String, V> map(Map<String, ? extends V> values) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
