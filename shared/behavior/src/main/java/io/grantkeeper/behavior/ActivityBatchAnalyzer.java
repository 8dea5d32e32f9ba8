package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.behavior.store.ProfileStore.Versioned;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.AccessGranted;
import io.grantkeeper.connector.activity.ActivityEffect.CredentialAdded;
import io.grantkeeper.connector.activity.ActivityEffect.CredentialRemoved;
import io.grantkeeper.connector.activity.ActivityEffect.LoggingDisabled;
import io.grantkeeper.connector.activity.ActivityEffect.OwnerAdded;
import io.grantkeeper.connector.activity.ActivityEffect.PersonDisabled;
import io.grantkeeper.connector.activity.ActivityEffect.PersonEnabled;
import io.grantkeeper.connector.activity.ActivityEffect.ProtectionWeakened;
import io.grantkeeper.connector.activity.ActivityEffect.RoleGranted;
import io.grantkeeper.connector.activity.ActivityEffect.ThreatReported;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.identity.TenantId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares batches of activities with stored profiles: loads the profiles that the batch needs, analyzes it as
 * {@link BehaviorAnalyzer} does, and saves what changed. The caller stores the signals between {@link Batch#analyze}
 * and {@link Batch#save}. If the caller is interrupted before {@link Batch#save}, the batch is analyzed again from the
 * same profiles.
 */
public final class ActivityBatchAnalyzer {
    private static final long POINTER = 40;
    private static final int FACTS_DAYS = 30;

    private final Supplier<PlaceDatabase> places;
    private final ProfileStore store;
    private final PeerDirectory directory;
    private final Clock clock;

    /**
     * Activities of one identity; if the rows name no identity, those of one person or one log.
     *
     * @param id identifies the record; a record that is delivered again has the same id
     */
    public record ActivityRecord(String id, String provider, String connection, List<Activity> activities) {
        public ActivityRecord {
            activities = activities.stream()
                    .sorted(Comparator.comparing(Activity::at).thenComparing(Activity::eventId))
                    .toList();
            if (activities.isEmpty()) {
                throw new IllegalArgumentException("a record must contain an activity");
            }
        }

        long key() {
            return TextHashes.of(id) & 0xFFFF_FFFFL;
        }
    }

    /** The result of analyzing one unusual activity. */
    public record Found(ActivityRecord origin, Activity activity, ActivityAnalysis analysis) {}

    public ActivityBatchAnalyzer(PlaceDatabase places, ProfileStore store, Clock clock) {
        this(() -> places, store, PeerDirectory.NONE, clock);
    }

    /**
     * Creates an analyzer whose place database may change between batches.
     *
     * @param places returns the place database for the next batch
     */
    public ActivityBatchAnalyzer(
            Supplier<PlaceDatabase> places, ProfileStore store, PeerDirectory directory, Clock clock) {
        this.places = places;
        this.store = store;
        this.directory = directory;
        this.clock = clock;
    }

    /** Loads the profiles of everything that the records name. */
    public Batch open(TenantId tenant, List<ActivityRecord> records) {
        Batch batch = new Batch(tenant, records);
        batch.load();
        return batch;
    }

    /** One batch of records. Not thread-safe. */
    public final class Batch {
        private final TenantId tenant;
        private final List<ActivityRecord> records;
        private final BehaviorAnalyzer analyzer = new BehaviorAnalyzer(places.get());
        private final Map<ProfileKey, Versioned> loaded = new HashMap<>();
        /** The records that are already included in a loaded profile. */
        private final Set<Long> known = new HashSet<>();

        private final Set<String> followed = new LinkedHashSet<>();
        /** The identities to which the records belong. They are saved last. */
        private final Set<ProfileKey> primaries = new HashSet<>();

        private Batch(TenantId tenant, List<ActivityRecord> records) {
            this.tenant = tenant;
            this.records = records.stream()
                    .sorted(Comparator.comparing((ActivityRecord each) ->
                                    each.activities().getFirst().at())
                            .thenComparing(ActivityRecord::id))
                    .toList();
        }

        // ---- loading

        private void load() {
            Set<ProfileKey> wanted = new LinkedHashSet<>();
            for (ActivityRecord record : records) {
                wanted.add(ProfileKey.connection(record.connection()));
                wanted.add(names(record.connection()));
                wanted.add(peers(record.connection()));
                for (Activity activity : record.activities()) {
                    parties(activity).forEach(party -> party.ids().forEach(id -> wanted.add(identity(record, id))));
                    people(activity).forEach(person -> wantPerson(record, person, wanted));
                }
            }
            fetch(wanted);
            Set<ProfileKey> further = new LinkedHashSet<>();
            wanted.forEach(key -> pointer(key).ifPresent(further::add));
            for (ActivityRecord record : records) {
                for (Activity activity : record.activities()) {
                    wantOwners(record, activity, further);
                    wantTokens(record, activity, further);
                }
            }
            further.removeAll(loaded.keySet());
            fetch(further);
            restore();
        }

        private void fetch(Set<ProfileKey> keys) {
            if (keys.isEmpty()) {
                return;
            }
            Map<ProfileKey, Versioned> found = store.load(tenant, keys);
            keys.forEach(key -> loaded.put(key, found.getOrDefault(key, Versioned.NONE)));
        }

        /**
         * Requests the profiles of a token's owners, because use of the token means something else if an owner has
         * left.
         */
        private void wantOwners(ActivityRecord record, Activity activity, Set<ProfileKey> wanted) {
            for (ActivityParty party : parties(activity)) {
                for (String id : party.ids()) {
                    profile(identity(record, id))
                            .section(ProfileSection.OWNERS)
                            .values()
                            .forEach(owner -> {
                                wanted.add(whereabouts(owner.text()));
                                wanted.add(person(record, owner.text()));
                            });
                }
            }
        }

        /**
         * If a person creates or revokes a token, requests the profiles of the person's tokens, because the new token
         * may be the
         * successor of an old one.
         */
        private void wantTokens(ActivityRecord record, Activity activity, Set<ProfileKey> wanted) {
            if (activity.effects().stream()
                    .noneMatch(effect -> effect instanceof CredentialAdded || effect instanceof CredentialRemoved)) {
                return;
            }
            for (String id : List.of(activity.person().id(), activity.person().email())) {
                if (!id.isEmpty()) {
                    profile(person(record, id))
                            .section(ProfileSection.TOKENS)
                            .values()
                            .forEach(token -> wanted.add(identity(record, token.text())));
                }
            }
        }

        private void wantPerson(ActivityRecord record, ActivityPerson person, Set<ProfileKey> wanted) {
            for (String id : List.of(person.id(), person.email())) {
                if (!id.isEmpty()) {
                    wanted.add(person(record, id));
                    wanted.add(whereabouts(id));
                }
            }
        }

        private StoredProfile profile(ProfileKey key) {
            ProfileKey canonical = pointer(key).orElse(key);
            return loaded.getOrDefault(canonical, Versioned.NONE).profile();
        }

        private Optional<ProfileKey> pointer(ProfileKey key) {
            return ActivityBatchAnalyzer.pointer(
                            loaded.getOrDefault(key, Versioned.NONE).profile())
                    .map(name -> new ProfileKey(key.kind(), key.connection(), name));
        }

        private void restore() {
            Map<String, String> providers = new HashMap<>();
            records.forEach(record -> providers.put(record.connection(), record.provider()));
            Set<ProfileKey> aliases = aliases();
            for (Map.Entry<ProfileKey, Versioned> entry : loaded.entrySet()) {
                ProfileKey key = entry.getKey();
                StoredProfile profile = entry.getValue().profile();
                if (profile.isEmpty() || pointer(key).isPresent() || aliases.contains(key)) {
                    continue;
                }
                known.addAll(profile.section(ProfileSection.APPLIED).keySet());
                switch (key.kind()) {
                    case CONNECTION -> {
                        ConnectionBehaviorState state = state(providers, key);
                        if (key.equals(peers(key.connection()))) {
                            state.peers().load(profile);
                        } else if (key.equals(names(key.connection()))) {
                            state.names().load(profile);
                        } else {
                            state.load(profile);
                        }
                    }
                    case IDENTITY -> {
                        ConnectionBehaviorState state = state(providers, key);
                        state.load(
                                TrackedIdentity.load(state.provider + ":" + key.name(), false, profile),
                                ids(key, profile));
                    }
                    case PERSON -> state(providers, key).load(TrackedPerson.load(profile), ids(key, profile));
                    case WHEREABOUTS -> analyzer.whereabouts().load(key.name(), profile);
                }
            }
        }

        /**
         * Returns the keys that are an id of another loaded profile, but are not pointers to it yet, because the process
         * ended before it wrote the pointer.
         */
        private Set<ProfileKey> aliases() {
            Set<ProfileKey> aliases = new HashSet<>();
            loaded.forEach((key, target) -> target.profile()
                    .section(ProfileSection.IDS)
                    .values()
                    .forEach(id -> {
                        ProfileKey alias = new ProfileKey(key.kind(), key.connection(), id.text());
                        boolean mutual = loaded.getOrDefault(alias, Versioned.NONE)
                                .profile()
                                .section(ProfileSection.IDS)
                                .containsKey(TextHashes.of(key.name()));
                        if (!alias.equals(key) && !mutual) {
                            aliases.add(alias);
                        }
                    }));
            return aliases;
        }

        private ConnectionBehaviorState state(Map<String, String> providers, ProfileKey key) {
            return analyzer.state(providers.getOrDefault(key.connection(), ""), key.connection());
        }

        private Set<String> ids(ProfileKey key, StoredProfile profile) {
            Set<String> ids = new LinkedHashSet<>();
            ids.add(key.name());
            profile.section(ProfileSection.IDS).values().forEach(id -> ids.add(id.text()));
            return ids;
        }

        // ---- analyzing

        /**
         * Returns the unusual activities, in the order of all activities. A record that was already handled has no
         * result.
         */
        public List<Found> analyze() {
            List<Found> found = new ArrayList<>();
            for (ActivityRecord record : records) {
                ConnectionBehaviorState state = analyzer.state(record.provider(), record.connection());
                TrackedIdentity primary = primary(state, record);
                if (primary != null && primary.applied.containsKey(record.key())) {
                    continue;
                }
                if (primary != null) {
                    learnFacts(record, primary);
                }
                List<Runnable> undo = earlierStates(state, record, primary);
                state.peers().startRecord(record.key());
                for (Activity activity : record.activities()) {
                    ActivityAnalysis analysis = analyzer.analyze(record.provider(), record.connection(), activity);
                    if (!analysis.signals().isEmpty()) {
                        found.add(new Found(record, activity, analysis));
                    }
                }
                state.peers().endRecord(record.key(), clock.instant().getEpochSecond());
                undo.forEach(Runnable::run);
                markApplied(state, record);
            }
            return found;
        }

        /**
         * Asks the inventory about an identity once a month, or once a day as long as the inventory knows nothing about
         * the identity.
         */
        private void learnFacts(ActivityRecord record, TrackedIdentity identity) {
            int today = (int) Math.floorDiv(clock.instant().getEpochSecond(), 86_400L);
            if (identity.factsOn == Integer.MIN_VALUE
                    || today - identity.factsOn >= (identity.facts.equals(PeerFacts.NONE) ? 1 : FACTS_DAYS)) {
                Activity first = record.activities().getFirst();
                identity.facts = directory.find(
                        tenant, record.connection(), first.actor().isIdentity() ? first.actor() : first.about());
                identity.factsOn = today;
            }
        }

        private @Nullable TrackedIdentity primary(ConnectionBehaviorState state, ActivityRecord record) {
            Activity first = record.activities().getFirst();
            state.linkSuccessors(first);
            TrackedIdentity primary = state.identity(first.actor().isIdentity() ? first.actor() : first.about());
            if (primary != null) {
                primaries.add(key(record.connection(), state.provider, primary));
            }
            return primary;
        }

        /**
         * Returns actions that restore identities and people to their state before a record is analyzed. An identity or
         * person needs such an action if its stored state already includes the record but the state of the identity
         * that the record belongs to does not, because the process ended between the two writes.
         */
        private List<Runnable> earlierStates(
                ConnectionBehaviorState state, ActivityRecord record, @Nullable TrackedIdentity primary) {
            List<Runnable> undo = new ArrayList<>(0);
            if (!known.contains(record.key())) {
                return undo;
            }
            for (TrackedIdentity each : new HashSet<>(state.identitiesById().values())) {
                if (each != primary && each.applied.containsKey(record.key())) {
                    StoredProfile earlier = each.save();
                    undo.add(() -> state.replace(each, TrackedIdentity.load(each.subject, each.token, earlier)));
                }
            }
            for (TrackedPerson each : new HashSet<>(state.peopleById().values())) {
                if (each.applied.containsKey(record.key())) {
                    StoredProfile earlier = each.save();
                    undo.add(() -> state.replace(each, TrackedPerson.load(earlier)));
                }
            }
            return undo;
        }

        private void markApplied(ConnectionBehaviorState state, ActivityRecord record) {
            long now = clock.instant().getEpochSecond();
            for (Activity activity : record.activities()) {
                for (ActivityParty party : parties(activity)) {
                    TrackedIdentity identity = state.identity(party);
                    if (identity != null) {
                        identity.applied.putIfAbsent(record.key(), now);
                    }
                }
                for (ActivityPerson each : people(activity)) {
                    TrackedPerson person = state.person(each);
                    if (person != null) {
                        person.applied.putIfAbsent(record.key(), now);
                        followed.add(state.personKey(each));
                    }
                }
            }
        }

        // ---- saving

        /**
         * Saves what changed: first the peer groups, then the people and identities that the records mention, then the
         * identities to which the records belong, then pointers to all of these, then the connections. A conflict with another worker is resolved by merging.
         *
         * @return the number of items that were written
         */
        public int save() {
            Map<ProfileKey, StoredProfile> peers = new LinkedHashMap<>();
            Map<ProfileKey, StoredProfile> others = new LinkedHashMap<>();
            Map<ProfileKey, StoredProfile> own = new LinkedHashMap<>();
            Map<ProfileKey, StoredProfile> pointers = new LinkedHashMap<>();
            Map<ProfileKey, StoredProfile> connections = new LinkedHashMap<>();
            Set<String> handled = new HashSet<>();
            for (ActivityRecord record : records) {
                if (handled.add(record.connection())) {
                    PeerGroups groups = analyzer.state(record.provider(), record.connection())
                            .peers();
                    if (groups.isChanged()) {
                        peers.put(peers(record.connection()), groups.save());
                    }
                    collect(record, others, own, pointers, connections);
                }
            }
            for (String person : followed) {
                others.put(whereabouts(person), analyzer.whereabouts().save(person));
            }
            return write(peers) + write(others) + write(own) + write(pointers) + write(connections);
        }

        private void collect(
                ActivityRecord record,
                Map<ProfileKey, StoredProfile> others,
                Map<ProfileKey, StoredProfile> own,
                Map<ProfileKey, StoredProfile> pointers,
                Map<ProfileKey, StoredProfile> connections) {
            ConnectionBehaviorState state = analyzer.state(record.provider(), record.connection());
            Map<TrackedIdentity, Set<String>> identities = new LinkedHashMap<>();
            state.identitiesById()
                    .forEach((id, each) -> identities
                            .computeIfAbsent(each, _ -> new java.util.TreeSet<>())
                            .add(id));
            identities.forEach((each, ids) -> {
                ProfileKey key = key(record.connection(), state.provider, each);
                StoredProfile.Builder stored = StoredProfile.builder().addAll(each.save());
                if (ids.size() > 1) {
                    ids.forEach(id -> stored.add(ProfileSection.IDS, TextHashes.of(id), ProfileValue.of(id)));
                    ids.forEach(id -> point(identity(record, id), key, pointers));
                }
                (primaries.contains(key) ? own : others).put(key, stored.build());
            });
            Map<TrackedPerson, Set<String>> people = new LinkedHashMap<>();
            state.peopleById()
                    .forEach((id, each) -> people.computeIfAbsent(each, _ -> new java.util.TreeSet<>())
                            .add(id));
            people.forEach((each, ids) -> {
                ProfileKey key = person(record, canonicalPerson(record, ids));
                StoredProfile.Builder stored = StoredProfile.builder().addAll(each.save());
                if (ids.size() > 1) {
                    ids.forEach(id -> stored.add(ProfileSection.IDS, TextHashes.of(id), ProfileValue.of(id)));
                    ids.forEach(id -> point(person(record, id), key, pointers));
                }
                others.put(key, stored.build());
            });
            if (state.isChanged()) {
                connections.put(ProfileKey.connection(record.connection()), state.save());
            }
            if (state.names().isChanged()) {
                connections.put(names(record.connection()), state.names().save());
            }
        }

        /**
         * Returns the id under which a person is stored: one of the ids if it is already stored; otherwise, the first
         * id.
         */
        private String canonicalPerson(ActivityRecord record, Set<String> ids) {
            for (String id : ids) {
                ProfileKey key = person(record, id);
                if (!loaded.getOrDefault(key, Versioned.NONE).profile().isEmpty()
                        && pointer(key).isEmpty()) {
                    return id;
                }
            }
            return ids.iterator().next();
        }

        private void point(ProfileKey from, ProfileKey to, Map<ProfileKey, StoredProfile> into) {
            if (!from.equals(to)) {
                into.put(
                        from,
                        StoredProfile.builder()
                                .add(ProfileSection.SCALARS, POINTER, ProfileValue.of(to.name()))
                                .build());
            }
        }

        private int write(Map<ProfileKey, StoredProfile> profiles) {
            int written = 0;
            for (Map.Entry<ProfileKey, StoredProfile> entry : profiles.entrySet()) {
                Versioned before = loaded.getOrDefault(entry.getKey(), Versioned.NONE);
                if (!entry.getValue().isEmpty() && !before.profile().equals(entry.getValue())) {
                    store.merge(tenant, entry.getKey(), entry.getValue(), before.version());
                    written++;
                }
            }
            return written;
        }
    }

    /** Returns the name of the profile to which the given profile points; empty if it is not a pointer. */
    static Optional<String> pointer(StoredProfile profile) {
        return profile.find(ProfileSection.SCALARS, POINTER).map(ProfileValue::text);
    }

    private static ProfileKey key(String connection, String provider, TrackedIdentity identity) {
        return new ProfileKey(ProfileKey.Kind.IDENTITY, connection, identity.subject.substring(provider.length() + 1));
    }

    private static ProfileKey identity(ActivityRecord record, String id) {
        return new ProfileKey(ProfileKey.Kind.IDENTITY, record.connection(), id);
    }

    private static ProfileKey person(ActivityRecord record, String id) {
        return new ProfileKey(ProfileKey.Kind.PERSON, record.connection(), id);
    }

    private static ProfileKey whereabouts(String person) {
        return new ProfileKey(ProfileKey.Kind.WHEREABOUTS, "", person);
    }

    private static ProfileKey names(String connection) {
        return new ProfileKey(ProfileKey.Kind.CONNECTION, connection, "names");
    }

    private static ProfileKey peers(String connection) {
        return new ProfileKey(ProfileKey.Kind.CONNECTION, connection, "peers");
    }

    /** Returns the identities that an activity names. */
    private static List<ActivityParty> parties(Activity activity) {
        List<ActivityParty> parties = new ArrayList<>(List.of(activity.actor(), activity.about()));
        for (ActivityEffect effect : activity.effects()) {
            switch (effect) {
                case CredentialAdded added -> parties.add(added.identity());
                case CredentialRemoved removed -> parties.add(removed.identity());
                case AccessGranted granted -> parties.add(granted.identity());
                case RoleGranted granted -> parties.add(granted.holder());
                case OwnerAdded owner -> parties.add(owner.identity());
                case PersonDisabled _, PersonEnabled _, LoggingDisabled _, ProtectionWeakened _, ThreatReported _ -> {}
            }
        }
        return parties.stream().filter(ActivityParty::isIdentity).distinct().toList();
    }

    /** Returns the people whom an activity names. */
    private static List<ActivityPerson> people(Activity activity) {
        List<ActivityPerson> people = new ArrayList<>(List.of(activity.person()));
        for (ActivityEffect effect : activity.effects()) {
            switch (effect) {
                case PersonDisabled disabled -> people.add(disabled.person());
                case PersonEnabled enabled -> people.add(enabled.person());
                case OwnerAdded owner -> people.add(owner.owner());
                case CredentialAdded _,
                        CredentialRemoved _,
                        AccessGranted _,
                        RoleGranted _,
                        LoggingDisabled _,
                        ProtectionWeakened _,
                        ThreatReported _ -> {}
            }
        }
        return people.stream().filter(ActivityPerson::isKnown).distinct().toList();
    }
}
