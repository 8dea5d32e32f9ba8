package io.grantkeeper.behavior;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityPerson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered about one connection: its identities, its people, and what many of them share. */
final class ConnectionState {
    private static final int MOST_IDENTITIES = 100_000;
    private static final int MOST_PEOPLE = 200_000;
    private static final int MOST_SHARED = 20_000;

    final String provider;
    final String connection;
    private final Map<String, TrackedIdentity> identities = new HashMap<>();
    private final Map<String, Set<String>> idKinds = new HashMap<>();
    private final Map<String, TrackedPerson> people = new HashMap<>();
    private final Map<String, List<TrackedIdentity>> tokensByPerson = new HashMap<>();
    private final SeenEvents seen = new SeenEvents();
    /** The number of identities that showed a value: a network, an operation or a class. */
    private final Map<String, Integer> sharers = new HashMap<>();

    private final Map<String, Deque<Mover>> movers = new HashMap<>();
    private final Map<String, Double> largestHours = new HashMap<>();
    private final Map<String, double[]> typicalHours = new HashMap<>();
    private final KnownNames names = new KnownNames();
    private int distinct;

    /** An identity that recently started to use a network. */
    private record Mover(TrackedIdentity identity, long second) {}

    ConnectionState(String provider, String connection) {
        this.provider = provider;
        this.connection = connection;
    }

    /** Returns whether the row is read for the first time. Rows without an id are always new. */
    boolean isNew(Activity activity) {
        return activity.eventId().isEmpty() || seen.add(EventKeys.of(activity.eventId()));
    }

    /** Returns the identity that a party names, and remembers all its ids. */
    @Nullable
    TrackedIdentity identity(ActivityParty party) {
        if (!party.isIdentity()) {
            return null;
        }
        TrackedIdentity known = find(party);
        if (known == null) {
            if (distinct >= MOST_IDENTITIES) {
                return null;
            }
            known = new TrackedIdentity(
                    provider + ":" + party.ids().getFirst(), party.kind() == ActivityParty.Kind.TOKEN, party.name());
            distinct++;
        }
        for (String id : party.ids()) {
            if (identities.putIfAbsent(id, known) == null) {
                idKinds.computeIfAbsent(known.subject, _ -> new HashSet<>()).add(kind(id));
            }
        }
        known.nameIfUnnamed(party.name());
        names.add(known);
        return known;
    }

    /**
     * Returns the identity with one of these ids. An id of another kind links two rows only if that identity has no id of
     * the first kind yet: two clients of one project stay apart.
     */
    private @Nullable TrackedIdentity find(ActivityParty party) {
        String first = party.ids().getFirst();
        TrackedIdentity exact = identities.get(first);
        if (exact != null) {
            return exact;
        }
        for (String id : party.ids().subList(1, party.ids().size())) {
            TrackedIdentity other = identities.get(id);
            if (other != null && !idKinds.getOrDefault(other.subject, Set.of()).contains(kind(first))) {
                return other;
            }
        }
        return null;
    }

    private static String kind(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }

    /** Remembers to whom a token belongs. */
    void belongs(TrackedIdentity token, String person) {
        if (token.token && !person.isEmpty() && token.owners.size() < 8 && token.owners.add(person)) {
            List<TrackedIdentity> tokens = tokensByPerson.computeIfAbsent(person, _ -> new ArrayList<>(1));
            if (tokens.size() < 64) {
                tokens.add(token);
            }
        }
    }

    /**
     * Treats a new key as the next credential of the only key that its creator has, so that a rotated key stays one
     * identity.
     */
    void rotate(ActivityParty created, String person) {
        if (!created.isIdentity()
                || person.isEmpty()
                || identities.containsKey(created.ids().getFirst())) {
            return;
        }
        List<TrackedIdentity> tokens = tokensByPerson.getOrDefault(person, List.of());
        if (tokens.size() == 1) {
            identities.put(created.ids().getFirst(), tokens.getFirst());
        }
    }

    /** Returns a person's key: the email address if known, so that providers agree, otherwise the vendor's id. */
    String personKey(ActivityPerson person) {
        return !person.email().isEmpty() ? person.email() : person.id();
    }

    @Nullable
    TrackedPerson person(ActivityPerson person) {
        if (!person.isKnown()) {
            return null;
        }
        TrackedPerson known = people.get(person.id().isEmpty() ? person.email() : person.id());
        if (known == null && !person.email().isEmpty()) {
            known = people.get(person.email());
        }
        if (known == null) {
            if (people.size() >= MOST_PEOPLE) {
                return null;
            }
            known = new TrackedPerson();
        }
        if (!person.id().isEmpty()) {
            people.putIfAbsent(person.id(), known);
        }
        if (!person.email().isEmpty()) {
            people.putIfAbsent(person.email(), known);
        }
        return known;
    }

    /** Returns when the account of a person with this key was disabled, or {@link Long#MAX_VALUE}. */
    long leftAt(String person) {
        TrackedPerson known = people.get(person);
        return known == null ? Long.MAX_VALUE : known.disabledAt;
    }

    /** Counts one more identity that shows a value. */
    void share(String value) {
        if (sharers.size() < MOST_SHARED || sharers.containsKey(value)) {
            sharers.merge(value, 1, Integer::sum);
        }
    }

    int sharers(String value) {
        return sharers.getOrDefault(value, 0);
    }

    /** Remembers that an identity started to use a network. */
    void moved(String network, TrackedIdentity identity, long second) {
        if (movers.size() > MOST_SHARED) {
            return;
        }
        Deque<Mover> recent = movers.computeIfAbsent(network, _ -> new ArrayDeque<>(2));
        if (recent.size() >= 64) {
            recent.removeFirst();
        }
        recent.addLast(new Mover(identity, second));
    }

    /**
     * Returns how many other identities recently moved to a network; two that share an owner or a name's stem count
     * double.
     */
    int otherMovers(String network, TrackedIdentity identity, long second) {
        int count = 0;
        for (Mover mover : movers.getOrDefault(network, new ArrayDeque<>())) {
            if (mover.identity() != identity && Math.abs(second - mover.second()) < 21 * 86_400L) {
                boolean related = mover.identity().owners.stream().anyMatch(identity.owners::contains)
                        || (identity.stem().length() > 3
                                && identity.stem().equals(mover.identity().stem()));
                count += related ? 2 : 1;
            }
        }
        return count;
    }

    /**
     * Remembers the largest hour of an identity for a kind of activity.
     *
     * @param sample whether to count it for the typical hour, once for each hour of each identity
     */
    void largestHour(String track, double count, boolean sample) {
        largestHours.merge(track, count, Math::max);
        if (sample && count > 0) {
            double[] mean = typicalHours.computeIfAbsent(track, _ -> new double[2]);
            mean[0] += count;
            mean[1]++;
        }
    }

    double largestHour(String track) {
        return largestHours.getOrDefault(track, 0.0);
    }

    /** Returns the mean of the identities' largest hours. */
    double typicalHour(String track) {
        double[] mean = typicalHours.get(track);
        return mean == null ? 0 : mean[0] / mean[1];
    }

    KnownNames names() {
        return names;
    }

    int identities() {
        return distinct;
    }
}
