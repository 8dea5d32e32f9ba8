package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The stored knowledge about one identity of one connection. */
final class TrackedIdentity {
    private static final int MOST_CREDENTIALS = 64;

    /** The key of the name in the stored form. The next constants are the keys of other single values. */
    private static final long NAME = 10;

    private static final long LAST_ADDED = 11;
    private static final long LAST_REMOVED = 12;
    private static final long KIND = 13;
    private static final long SUBJECT = 14;
    private static final long FACTS = 15;

    final String subject;
    final boolean token;
    final Profile profile = new Profile();
    final RecentEvidence recent = new RecentEvidence();
    final NetworkAlternation places = new NetworkAlternation();
    final Set<String> owners = new HashSet<>();
    /** The hashes of the access that the identity received. */
    final Set<Long> accesses = new HashSet<>();
    /** The activity records that this state already includes, with the time at which each was added. */
    final Map<Long, Long> applied = new LinkedHashMap<>();
    /** People's answers about signals, by signal type. */
    private final Map<String, SignalAnswer> answers = new HashMap<>();

    /** The peer groups that count this identity. */
    final Map<Integer, PeerGroups.Kind> peerGroups = new HashMap<>(4);
    /** The last day on which the identity was checked for additional peer groups. Not stored. */
    int peersComparedOn = Integer.MIN_VALUE;
    /** The inventory's facts about the identity. The next field is the day on which they were requested. */
    PeerFacts facts = PeerFacts.NONE;

    int factsOn = Integer.MIN_VALUE;
    private final Map<String, Long> reported = new HashMap<>();
    private final Map<Long, Long> added = new LinkedHashMap<>();
    private final Map<Long, Long> removed = new LinkedHashMap<>();
    private String name;
    private boolean listed;
    long lastAdded = Long.MIN_VALUE;
    long lastRemoved = Long.MIN_VALUE;
    boolean addedByStranger;

    TrackedIdentity(String subject, boolean token, String name) {
        this.subject = subject;
        this.token = token;
        this.name = name;
    }

    /** Returns the name for use in sentences. */
    String name() {
        return name.isEmpty() ? subject : name;
    }

    /** Returns the kind of the identity's id in the logs, such as {@code app} or {@code token}. */
    String kind() {
        int colon = subject.indexOf(':');
        int slash = subject.indexOf('/');
        return slash > colon ? subject.substring(colon + 1, slash) : "";
    }

    /** Returns whether the identity has a name that is not yet among the known names. */
    boolean hasUnlistedName() {
        return !name.isEmpty() && !listed;
    }

    void nameIsListed() {
        listed = true;
    }

    void nameIfUnnamed(String other) {
        if (name.isEmpty()) {
            name = other;
        }
    }

    /**
     * Returns the stem that sibling identities share: the name without trailing numbers, for example the stem of
     * {@code billing-sync-02}.
     */
    String stem() {
        return stem(name);
    }

    static String stem(String name) {
        int end = name.length();
        while (end > 0 && "0123456789-_ .#".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }

    /** Returns whether no signal of this type was reported within a day, and records that one is reported now. */
    boolean report(String type, long second) {
        Long last = reported.get(type);
        if (last != null && second - last < 86_400L && second >= last) {
            return false;
        }
        reported.put(type, second);
        return true;
    }

    void credentialAdded(String credential, long second, boolean byStranger) {
        remember(added, TextHashes.of(credential), second);
        lastAdded = second;
        addedByStranger = byStranger;
    }

    void credentialRemoved(String credential, long second) {
        if (!credential.isEmpty()) {
            remember(removed, TextHashes.of(credential), second);
        }
        lastRemoved = second;
    }

    /** Returns when a credential was removed; {@link Long#MAX_VALUE} if unknown. */
    long removedAt(String credential) {
        return removed.getOrDefault(TextHashes.of(credential), Long.MAX_VALUE);
    }

    private static void remember(Map<Long, Long> times, long credential, long second) {
        if (times.size() >= MOST_CREDENTIALS) {
            times.remove(times.keySet().iterator().next());
        }
        times.put(credential, second);
    }

    /** Returns the signal with its severity adjusted by people's answers. */
    BehaviorSignal answered(BehaviorSignal signal, long second) {
        SignalAnswer answer = answers.get(signal.type());
        if (answer == null || !answer.appliesAt(second)) {
            return signal;
        }
        SignalSeverity severity = answer.adjust(signal.severity());
        return severity == signal.severity()
                ? signal
                : new BehaviorSignal(signal.type(), severity, signal.technique(), signal.sentence());
    }

    /** Returns the form in which this identity is stored. */
    StoredProfile save() {
        StoredProfile.Builder stored = StoredProfile.builder();
        profile.save(stored);
        recent.save(stored);
        places.save(stored);
        stored.add(ProfileSection.SCALARS, SUBJECT, ProfileValue.of(subject));
        stored.add(ProfileSection.SCALARS, KIND, ProfileValue.of(token ? 1 : 0));
        if (!name.isEmpty()) {
            stored.add(ProfileSection.SCALARS, NAME, ProfileValue.of(name));
        }
        if (lastAdded != Long.MIN_VALUE) {
            stored.add(ProfileSection.SCALARS, LAST_ADDED, ProfileValue.of(lastAdded, addedByStranger ? 1 : 0));
        }
        if (lastRemoved != Long.MIN_VALUE) {
            stored.add(ProfileSection.SCALARS, LAST_REMOVED, ProfileValue.of(lastRemoved));
        }
        if (factsOn != Integer.MIN_VALUE) {
            stored.add(
                    ProfileSection.SCALARS,
                    FACTS,
                    ProfileValue.of(
                            String.join("\n", facts.product(), facts.owner(), facts.team(), facts.access()), factsOn));
        }
        peerGroups.forEach((group, kind) -> stored.add(ProfileSection.PEERS, group, ProfileValue.of(kind.code())));
        owners.forEach(owner -> stored.add(ProfileSection.OWNERS, TextHashes.of(owner), ProfileValue.of(owner)));
        accesses.forEach(access -> stored.add(ProfileSection.ACCESSES, access, ProfileValue.of()));
        applied.forEach((id, second) -> stored.add(ProfileSection.APPLIED, id, ProfileValue.of(second)));
        reported.forEach((type, second) ->
                stored.add(ProfileSection.REPORTED, TextHashes.of(type), ProfileValue.of(type, second)));
        added.forEach((credential, second) -> stored.add(ProfileSection.ADDED, credential, ProfileValue.of(second)));
        removed.forEach(
                (credential, second) -> stored.add(ProfileSection.REMOVED, credential, ProfileValue.of(second)));
        answers.forEach((type, answer) -> stored.add(ProfileSection.ANSWERS, TextHashes.of(type), answer.register()));
        return stored.build();
    }

    /** Returns the identity in a stored profile. */
    static TrackedIdentity load(String subject, boolean token, StoredProfile stored) {
        TrackedIdentity identity = new TrackedIdentity(
                stored.find(ProfileSection.SCALARS, SUBJECT)
                        .map(ProfileValue::text)
                        .orElse(subject),
                stored.find(ProfileSection.SCALARS, KIND)
                        .map(value -> value.number(0) == 1)
                        .orElse(token),
                stored.find(ProfileSection.SCALARS, NAME)
                        .map(ProfileValue::text)
                        .orElse(""));
        identity.profile.load(stored);
        identity.recent.load(stored);
        identity.places.load(stored);
        stored.find(ProfileSection.SCALARS, LAST_ADDED).ifPresent(value -> {
            identity.lastAdded = value.number(0);
            identity.addedByStranger = value.number(1) == 1;
        });
        stored.find(ProfileSection.SCALARS, LAST_REMOVED).ifPresent(value -> identity.lastRemoved = value.number(0));
        stored.find(ProfileSection.SCALARS, FACTS).ifPresent(value -> {
            String[] parts = value.text().split("\n", 4);
            identity.factsOn = (int) value.number(0);
            if (parts.length == 4) {
                identity.facts = new PeerFacts(parts[0], parts[1], parts[2], parts[3]);
            }
        });
        stored.section(ProfileSection.PEERS)
                .forEach((group, value) -> PeerGroups.Kind.ofCode(value.number(0))
                        .ifPresent(kind -> identity.peerGroups.put(group.intValue(), kind)));
        stored.section(ProfileSection.OWNERS).values().forEach(value -> identity.owners.add(value.text()));
        identity.accesses.addAll(stored.section(ProfileSection.ACCESSES).keySet());
        stored.section(ProfileSection.APPLIED).forEach((id, value) -> identity.applied.put(id, value.number(0)));
        stored.section(ProfileSection.REPORTED)
                .values()
                .forEach(value -> identity.reported.put(value.text(), value.number(0)));
        stored.section(ProfileSection.ADDED).forEach((key, value) -> identity.added.put(key, value.number(0)));
        stored.section(ProfileSection.REMOVED).forEach((key, value) -> identity.removed.put(key, value.number(0)));
        stored.section(ProfileSection.ANSWERS)
                .values()
                .forEach(value -> identity.answers.put(value.text(), SignalAnswer.of(value)));
        return identity;
    }
}
