package io.grantkeeper.behavior.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stored state of one identity, one person or one connection. It is a join-semilattice: {@link #merge} is
 * associative, commutative and idempotent, so that workers can write in any order and more than once. A section is a
 * map whose values are merged by taking the larger one ({@link ProfileValue}), and retains a limited number of values.
 */
public final class StoredProfile {
    /** The profile of a subject that was never seen. */
    public static final StoredProfile EMPTY = new StoredProfile(Map.of());

    private final Map<ProfileSection, SortedMap<Long, ProfileValue>> sections;

    private StoredProfile(Map<ProfileSection, SortedMap<Long, ProfileValue>> sections) {
        this.sections = sections;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Returns the values of a section, by key. */
    public SortedMap<Long, ProfileValue> section(ProfileSection section) {
        return sections.getOrDefault(section, Collections.emptySortedMap());
    }

    public Optional<ProfileValue> find(ProfileSection section, long key) {
        return Optional.ofNullable(section(section).get(key));
    }

    public boolean isEmpty() {
        return sections.isEmpty();
    }

    /** Returns the smallest profile that contains both this profile and another. */
    public StoredProfile merge(StoredProfile other) {
        if (other.isEmpty() || other.equals(this)) {
            return this;
        }
        Builder both = builder();
        both.addAll(this);
        both.addAll(other);
        return both.build();
    }

    /** Returns a copy of this profile with only a share of the values: those that rank highest in each section. */
    StoredProfile limitedTo(double share) {
        Map<ProfileSection, SortedMap<Long, ProfileValue>> kept = new EnumMap<>(ProfileSection.class);
        sections.forEach((section, values) -> {
            boolean small = values.size() <= 8 || section == ProfileSection.SCALARS || section == ProfileSection.SERIES;
            kept.put(section, small ? values : largest(section, values, (int) (values.size() * share)));
        });
        return new StoredProfile(kept);
    }

    private static SortedMap<Long, ProfileValue> largest(
            ProfileSection section, SortedMap<Long, ProfileValue> values, int limit) {
        if (values.size() <= limit) {
            return values;
        }
        Comparator<Map.Entry<Long, ProfileValue>> byKey = Map.Entry.comparingByKey();
        Comparator<Map.Entry<Long, ProfileValue>> order = section.keepsLatestKeys()
                ? byKey
                : Map.Entry.<Long, ProfileValue>comparingByValue().thenComparing(byKey);
        List<Map.Entry<Long, ProfileValue>> ranked = new ArrayList<>(values.entrySet());
        ranked.sort(order.reversed());
        SortedMap<Long, ProfileValue> kept = new TreeMap<>();
        for (Map.Entry<Long, ProfileValue> entry : ranked.subList(0, limit)) {
            kept.put(entry.getKey(), entry.getValue());
        }
        return kept;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredProfile profile && sections.equals(profile.sections);
    }

    @Override
    public int hashCode() {
        return sections.hashCode();
    }

    @Override
    public String toString() {
        return sections.toString();
    }

    /** Collects the values of a profile. Not thread-safe. */
    public static final class Builder {
        private final Map<ProfileSection, SortedMap<Long, ProfileValue>> sections = new EnumMap<>(ProfileSection.class);

        private Builder() {}

        /** Adds a value. If the key already has a value, the larger one is retained. */
        public Builder add(ProfileSection section, long key, ProfileValue value) {
            sections.computeIfAbsent(section, _ -> new TreeMap<>())
                    .merge(key, value, (one, two) -> one.compareTo(two) >= 0 ? one : two);
            return this;
        }

        public Builder addAll(StoredProfile profile) {
            profile.sections.forEach((section, values) -> values.forEach((key, value) -> add(section, key, value)));
            return this;
        }

        public StoredProfile build() {
            Map<ProfileSection, SortedMap<Long, ProfileValue>> bounded = new EnumMap<>(ProfileSection.class);
            sections.forEach((section, values) ->
                    bounded.put(section, Collections.unmodifiableSortedMap(largest(section, values, section.limit()))));
            return bounded.isEmpty() ? EMPTY : new StoredProfile(bounded);
        }
    }
}
