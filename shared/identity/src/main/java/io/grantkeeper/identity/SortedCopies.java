package io.grantkeeper.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Creates unmodifiable sorted copies of collections, so that equal content always serializes to the same bytes. */
final class SortedCopies {
    private SortedCopies() {}

    static <T extends Comparable<? super T>> SortedSet<T> setOf(Collection<? extends T> values) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    static <V> SortedMap<String, V> mapOf(Map<String, ? extends V> values) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
