package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.CredentialAdded;
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

/** The state of one connection: its identities, its people, and the values that many of them share. */
final class ConnectionBehaviorState {
    private static final int MOST_IDENTITIES = 100_000;
    private static final int MOST_PEOPLE = 200_000;
    private static final int MOST_SHARED = 20_000;
    /** The longest time, in seconds, between the creation of a key and the revocation of the one that it replaces. */
    private static final long ROTATION = 14 * 86_400L;

    final String provider;
    final String connection;
    private final Map<String, TrackedIdentity> identities = new HashMap<>();
    private final Map<String, Set<String>> idKinds = new HashMap<>();
    private final Map<String, TrackedPerson> people = new HashMap<>();
    private final Map<String, List<TrackedIdentity>> tokensByPerson = new HashMap<>();
    private final DuplicateEventFilter seen = new DuplicateEventFilter();
    /** For each value (a network, an operation or a class), the number of identities that showed it. */
    private final Map<Long, Integer> sharers = new HashMap<>();

    private final Map<Long, Deque<Mover>> movers = new HashMap<>();
    private final Map<Long, Double> largestHours = new HashMap<>();
    private final Map<Long, double[]> typicalHours = new HashMap<>();
    private final LookAlikeNames names = new LookAlikeNames();
    private final PeerGroups peers = new PeerGroups();
    private final byte[] sketch = new byte[256];
    private int distinct;
    /** The number of the connection's identities in the stored state; 0 if nothing was loaded. */
    private int stored;

    private boolean changed;

    /** An identity that recently started to use a network. Its owners may become known later. */
    private record Mover(String subject, String stem, Set<String> owners, long second) {}

    ConnectionBehaviorState(String provider, String connection) {
        this.provider = provider;
        this.connection = connection;
    }

    /** Returns whether an activity has not been read before. Activities without an id always count as new. */
    boolean isNew(Activity activity) {
        return activity.eventId().isEmpty() || seen.add(TextHashes.of(activity.eventId()));
    }

    /** Returns the identity that a party names, and records all its ids. */
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
            count(known.subject);
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
     * Returns the identity that a party's ids refer to. If the first id is unknown, another id can refer to an identity
     * only if that identity has no id of the first id's kind yet, so that two clients of one project remain separate.
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

    /** Records the person to whom a token belongs. */
    void belongs(TrackedIdentity token, String person) {
        if (token.token && !person.isEmpty() && token.owners.size() < 8 && token.owners.add(person)) {
            List<TrackedIdentity> tokens = tokensByPerson.computeIfAbsent(person, _ -> new ArrayList<>(1));
            if (tokens.size() < 64) {
                tokens.add(token);
            }
            TrackedPerson owner = people.get(person);
            if (owner != null) {
                owner.tokens.add(token.subject.substring(provider.length() + 1));
            }
        }
    }

    /**
     * Treats a new key as the successor of its creator's only key if that key was revoked in recent days, so that a
     * rotated key remains one identity.
     */
    void linkSuccessors(Activity activity) {
        for (ActivityEffect effect : activity.effects()) {
            if (effect instanceof CredentialAdded added
                    && added.identity().kind() == ActivityParty.Kind.TOKEN
                    && added.identity().isIdentity()
                    && !identities.containsKey(added.identity().ids().getFirst())) {
                List<TrackedIdentity> tokens = tokensByPerson.getOrDefault(personKey(activity.person()), List.of());
                long second = activity.at().getEpochSecond();
                if (tokens.size() == 1 && isWithin(tokens.getFirst().lastRemoved, second)) {
                    added.identity().ids().forEach(id -> identities.putIfAbsent(id, tokens.getFirst()));
                }
            }
        }
    }

    /**
     * Treats a key that its owner created in recent days as the successor of the key that the owner now revokes, if the
     * owner has only these two.
     */
    void linkSuccessorOf(TrackedIdentity revoked, String person, long second) {
        List<TrackedIdentity> tokens = tokensByPerson.getOrDefault(person, List.of());
        if (!revoked.token || tokens.size() != 2 || !tokens.contains(revoked)) {
            return;
        }
        TrackedIdentity successor = tokens.getFirst() == revoked ? tokens.getLast() : tokens.getFirst();
        if (isWithin(successor.lastAdded, second)
                && !successor.profile.isMature((int) Math.floorDiv(second, 86_400L))) {
            revoked.lastAdded = Math.max(revoked.lastAdded, successor.lastAdded);
            revoked.addedByStranger = successor.addedByStranger;
            replace(successor, revoked);
            tokens.removeLast();
        }
    }

    private static boolean isWithin(long earlier, long second) {
        return earlier != Long.MIN_VALUE && second >= earlier && second - earlier <= ROTATION;
    }

    /**
     * Returns a person's key: the email address if it is known, so that the key is the same for all providers;
     * otherwise, the vendor's id.
     */
    String personKey(ActivityPerson person) {
        return !person.email().isEmpty() ? person.email() : person.id();
    }

    @Nullable
    TrackedPerson person(ActivityPerson person) {
        if (!person.isKnown()) {
            return null;
        }
        TrackedPerson byId = person.id().isEmpty() ? null : people.get(person.id());
        TrackedPerson byEmail = person.email().isEmpty() ? null : people.get(person.email());
        TrackedPerson known = byId != null ? byId : byEmail;
        if (known == null) {
            if (people.size() >= MOST_PEOPLE) {
                return null;
            }
            known = new TrackedPerson();
        }
        if (byId == null && !person.id().isEmpty()) {
            people.put(person.id(), known);
        }
        if (byEmail == null && !person.email().isEmpty()) {
            people.put(person.email(), known);
        }
        return known;
    }

    /** Returns when the account of the person with this key was disabled; {@link Long#MAX_VALUE} if it was not. */
    long leftAt(String person) {
        TrackedPerson known = people.get(person);
        return known == null ? Long.MAX_VALUE : known.disabledAt;
    }

    /** Counts one more identity that shows a value. */
    void share(String value) {
        long key = TextHashes.of(value);
        if (sharers.size() < MOST_SHARED || sharers.containsKey(key)) {
            sharers.merge(key, 1, Integer::sum);
            changed = true;
        }
    }

    int sharers(String value) {
        return sharers.getOrDefault(TextHashes.of(value), 0);
    }

    /** Records that an identity started to use a network. */
    void moved(String network, TrackedIdentity identity, long second) {
        if (movers.size() > MOST_SHARED) {
            return;
        }
        Deque<Mover> recent = movers.computeIfAbsent(TextHashes.of(network), _ -> new ArrayDeque<>(2));
        if (recent.size() >= 64) {
            recent.removeFirst();
        }
        recent.addLast(new Mover(identity.subject, identity.stem(), identity.owners, second));
        changed = true;
    }

    /**
     * Returns the number of other identities that recently moved to a network. An identity with the same owner or the
     * same name stem counts twice.
     */
    int otherMovers(String network, TrackedIdentity identity, long second) {
        int count = 0;
        for (Mover mover : movers.getOrDefault(TextHashes.of(network), new ArrayDeque<>())) {
            if (!mover.subject().equals(identity.subject) && Math.abs(second - mover.second()) < 21 * 86_400L) {
                boolean related = mover.owners().stream().anyMatch(identity.owners::contains)
                        || (identity.stem().length() > 3 && identity.stem().equals(mover.stem()));
                count += related ? 2 : 1;
            }
        }
        return count;
    }

    /**
     * Records an identity's highest hourly count for a kind of activity.
     *
     * @param sample whether the count also contributes to the typical hour; true once per hour and identity
     */
    void largestHour(String track, double count, boolean sample) {
        long key = TextHashes.of(track);
        Double before = largestHours.get(key);
        if (before == null || before < count) {
            largestHours.put(key, count);
            changed = true;
        }
        if (sample && count > 0) {
            double[] mean = typicalHours.computeIfAbsent(key, _ -> new double[2]);
            mean[0] += count;
            mean[1]++;
        }
    }

    double largestHour(String track) {
        return largestHours.getOrDefault(TextHashes.of(track), 0.0);
    }

    /** Returns the mean of the identities' highest hourly counts for a kind of activity. */
    double typicalHour(String track) {
        double[] mean = typicalHours.get(TextHashes.of(track));
        return mean == null ? 0 : mean[0] / mean[1];
    }

    LookAlikeNames names() {
        return names;
    }

    PeerGroups peers() {
        return peers;
    }

    int identities() {
        return stored > 0 ? Math.max(distinct, estimate()) : distinct;
    }

    private void count(String subject) {
        long hash = TextHashes.of(subject);
        int bucket = (int) (hash & 0xFF);
        byte zeros = (byte) (Long.numberOfTrailingZeros(hash >>> 8 | 1L << 50) + 1);
        if (zeros > sketch[bucket]) {
            sketch[bucket] = zeros;
            changed = true;
        }
    }

    /** Returns the number of identities that the sketch contains (HyperLogLog, with linear counting for small numbers). */
    private int estimate() {
        double sum = 0;
        int empty = 0;
        for (byte zeros : sketch) {
            sum += Math.pow(2, -zeros);
            empty += zeros == 0 ? 1 : 0;
        }
        double many = sketch.length;
        double estimate = 0.7182 * many * many / sum;
        return (int) Math.round(estimate < 2.5 * many && empty > 0 ? many * Math.log(many / empty) : estimate);
    }

    /** Returns whether this state differs from the loaded state in anything other than averages. */
    boolean isChanged() {
        return changed;
    }

    /** Returns the form in which this state is stored, without names. */
    StoredProfile save() {
        StoredProfile.Builder profile = StoredProfile.builder();
        sharers.forEach((key, count) -> profile.add(ProfileSection.SHARERS, key, ProfileValue.of(count)));
        movers.forEach((network, recent) -> recent.forEach(mover -> profile.add(
                ProfileSection.MOVERS,
                TextHashes.of(network + " " + mover.subject()),
                ProfileValue.of(
                        mover.subject() + "\n" + mover.stem() + "\n" + String.join("\n", mover.owners()),
                        mover.second(),
                        network))));
        largestHours.forEach((key, count) ->
                profile.add(ProfileSection.LARGEST_HOURS, key, ProfileValue.of(Double.doubleToLongBits(count))));
        typicalHours.forEach((key, mean) -> profile.add(
                ProfileSection.TYPICAL_HOURS, key, ProfileValue.of((long) mean[1], Double.doubleToLongBits(mean[0]))));
        for (int bucket = 0; bucket < sketch.length; bucket++) {
            if (sketch[bucket] > 0) {
                profile.add(ProfileSection.IDENTITY_SKETCH, bucket, ProfileValue.of(sketch[bucket]));
            }
        }
        return profile.build();
    }

    /** Adds the stored state of the connection. */
    void load(StoredProfile profile) {
        profile.section(ProfileSection.SHARERS).forEach((key, value) -> sharers.put(key, (int) value.number(0)));
        profile.section(ProfileSection.MOVERS).values().stream().sorted().forEach(value -> {
            String[] parts = value.text().split("\n", -1);
            Set<String> owners = new HashSet<>(List.of(parts).subList(Math.min(2, parts.length), parts.length));
            owners.remove("");
            movers.computeIfAbsent(value.number(1), _ -> new ArrayDeque<>(2))
                    .addLast(new Mover(parts[0], parts.length > 1 ? parts[1] : "", owners, value.number(0)));
        });
        profile.section(ProfileSection.LARGEST_HOURS)
                .forEach((key, value) -> largestHours.put(key, Double.longBitsToDouble(value.number(0))));
        profile.section(ProfileSection.TYPICAL_HOURS)
                .forEach((key, value) -> typicalHours.put(
                        key, new double[] {Double.longBitsToDouble(value.number(1)), value.number(0)}));
        profile.section(ProfileSection.IDENTITY_SKETCH)
                .forEach((bucket, value) -> sketch[bucket.intValue() & 0xFF] = (byte) value.number(0));
        stored = estimate();
    }

    /** Adds a stored identity under all its ids. */
    void load(TrackedIdentity identity, Iterable<String> ids) {
        for (String id : ids) {
            identities.put(id, identity);
            idKinds.computeIfAbsent(identity.subject, _ -> new HashSet<>()).add(kind(id));
        }
        if (identity.token) {
            identity.owners.forEach(owner -> tokensByPerson
                    .computeIfAbsent(owner, _ -> new ArrayList<>(1))
                    .add(identity));
        }
        identity.nameIsListed();
    }

    /** Adds a stored person under the id and the email address. */
    void load(TrackedPerson person, Iterable<String> ids) {
        for (String id : ids) {
            people.put(id, person);
        }
    }

    /** Replaces the current state of an identity with its earlier state. */
    void replace(TrackedIdentity current, TrackedIdentity earlier) {
        identities.replaceAll((_, each) -> each == current ? earlier : each);
        tokensByPerson.values().forEach(tokens -> tokens.replaceAll(each -> each == current ? earlier : each));
    }

    /** Replaces the current state of a person with the earlier state. */
    void replace(TrackedPerson current, TrackedPerson earlier) {
        people.replaceAll((_, each) -> each == current ? earlier : each);
    }

    /** Returns the identities, keyed by each of their ids. */
    Map<String, TrackedIdentity> identitiesById() {
        return identities;
    }

    /** Returns the people, keyed by each of their ids. */
    Map<String, TrackedPerson> peopleById() {
        return people;
    }
}
