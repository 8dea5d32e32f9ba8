package io.grantkeeper.connectors.google;

import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges calls into one record for each client, person and UTC day. It only forms unions and takes the latest instants,
 * so neither the order nor the repetition of rows changes the result.
 */
final class GoogleUsageAggregator {
    private record Key(IdentityId client, String person, LocalDate day) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::client).thenComparing(Key::person).thenComparing(Key::day);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final SortedMap<Key, DailyUsage> days = new TreeMap<>();

    /**
     * Adds one use.
     *
     * @param call the API method, if the row names one
     */
    void add(IdentityId client, Knowledge<PersonId> person, Instant at, Optional<String> call) {
        LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
        Key key = new Key(client, person.map(PersonId::toString).toOptional().orElse(""), day);
        NavigableSet<String> calls = new TreeSet<>();
        call.ifPresent(calls::add);
        days.merge(key, new DailyUsage(client, person, day, at, calls), GoogleUsageAggregator::union);
    }

    boolean isEmpty() {
        return days.isEmpty();
    }

    List<Observation> observations() {
        return days.values().stream().<Observation>map(UsageObserved::new).toList();
    }

    private static DailyUsage union(DailyUsage one, DailyUsage other) {
        NavigableSet<String> calls = new TreeSet<>(one.calls());
        calls.addAll(other.calls());
        Instant latest = one.lastAt().isAfter(other.lastAt()) ? one.lastAt() : other.lastAt();
        return new DailyUsage(one.identity(), one.onBehalfOf(), one.day(), latest, calls);
    }
}
