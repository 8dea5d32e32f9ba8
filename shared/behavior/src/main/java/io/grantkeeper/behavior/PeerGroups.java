package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a connection's identities that should behave alike. For each group, records the number of its
 * identities, and how many of them showed each class of activity and each network. An identity is counted only after
 * its learning period. A group that has too many values, or that was not stored completely, is not used in comparisons.
 */
final class PeerGroups {
    private static final int MOST_GROUPS = 20_000;
    private static final int MOST_VALUES = 64;

    /** The codes for the kinds of values in the stored form. */
    private static final long CLASS = 0;

    private static final long NETWORK = 1;

    /** What the identities of a group have in common. */
    enum Kind {
        /** The product according to the inventory. */
        PRODUCT(0, 3),
        OWNER(1, 3),
        /** The department or the manager of the owner. */
        TEAM(2, 3),
        /** The kind of identity and its access according to the inventory. */
        ACCESS(3, 8),
        /** The kind of identity and the class of activity on most days. */
        USE(4, 8),
        /** The name without trailing numbers, if the inventory knows no product. */
        NAME(5, 3);

        private final long code;
        /** The minimum number of other identities for a meaningful comparison. */
        private final int least;

        Kind(long code, int least) {
            this.code = code;
            this.least = least;
        }

        long code() {
            return code;
        }

        static Optional<Kind> ofCode(long code) {
            return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
        }
    }

    /**
     * The peers of an identity.
     *
     * @param name the name that all peers share, without numbers, for the kind {@code NAME}; empty for other kinds
     * @param others the number of identities in the group, without the identity itself
     * @param showing how many of the others showed a value
     */
    record Peers(Kind kind, String name, int others, int showing) {
        /** Returns whether at least a third of the peers showed the value. */
        boolean isUsual() {
            return 3 * showing >= others;
        }
    }

    /** A group to which an identity belongs. */
    private record Key(Kind kind, String name, int hash) {
        static Key of(Kind kind, String name, String value) {
            return new Key(kind, name, shortHash(TextHashes.of(kind + "\n" + value)));
        }
    }

    private static final class Group {
        int members;
        final Map<Integer, Integer> classes = new HashMap<>(4);
        final Map<Integer, Integer> networks = new HashMap<>(4);
        boolean complete = true;

        void count(Map<Integer, Integer> values, int value) {
            if (values.size() < MOST_VALUES || values.containsKey(value)) {
                values.merge(value, 1, Integer::sum);
            } else {
                complete = false;
            }
        }
    }

    private final Map<Integer, Group> groups = new HashMap<>();
    /** The records that changed a count, each with the time at which it did so. */
    private final Map<Long, Long> applied = new LinkedHashMap<>();

    /** Whether the current record is already counted. */
    private boolean frozen;
    /** Whether the current record changed a count. */
    private boolean changed;

    private boolean unsaved;

    /**
     * Counts an identity once in each of its groups, as soon as the identity is old enough.
     *
     * @return whether the identity had not been counted in any group before
     */
    boolean join(TrackedIdentity identity, int day) {
        if (identity.peersComparedOn == day || !identity.profile.isMature(day)) {
            return false;
        }
        identity.peersComparedOn = day;
        boolean first = identity.peerGroups.isEmpty();
        for (Key key : keys(identity, true)) {
            if (identity.peerGroups.containsKey(key.hash())) {
                continue;
            }
            Group group = groups.get(key.hash());
            if (group == null) {
                if (groups.size() >= MOST_GROUPS) {
                    continue;
                }
                group = new Group();
                groups.put(key.hash(), group);
            }
            identity.peerGroups.put(key.hash(), key.kind());
            if (!frozen) {
                Group joined = group;
                joined.members++;
                identity.profile.classes.forEach(value -> joined.count(joined.classes, shortHash(value)));
                identity.profile.networks.forEach(value -> joined.count(joined.networks, shortHash(value)));
                changed = true;
            }
        }
        return first && !identity.peerGroups.isEmpty();
    }

    /** Counts an identity, in each of its groups, as one that showed a class of activity. */
    void showClass(TrackedIdentity identity, long value) {
        show(identity, group -> group.count(group.classes, shortHash(value)));
    }

    /** Counts an identity, in each of its groups, as one that used a network. */
    void showNetwork(TrackedIdentity identity, long value) {
        show(identity, group -> group.count(group.networks, shortHash(value)));
    }

    private void show(TrackedIdentity identity, Consumer<Group> count) {
        if (frozen) {
            return;
        }
        for (int hash : identity.peerGroups.keySet()) {
            Group group = groups.get(hash);
            if (group != null) {
                count.accept(group);
                changed = true;
            }
        }
    }

    /**
     * Returns the peers of an identity, and how many of them showed a class of activity that is new for the identity;
     * null if none of its groups is large enough.
     */
    @Nullable
    Peers withClass(TrackedIdentity identity, long value, int day) {
        return compare(identity, day, group -> before(group.classes, value));
    }

    /**
     * Returns the peers of an identity, and how many of them used a network that is new for the identity; null if none
     * of its groups is large enough.
     */
    @Nullable
    Peers withNetwork(TrackedIdentity identity, long value, int day) {
        return compare(identity, day, group -> before(group.networks, value));
    }

    private int before(Map<Integer, Integer> counts, long value) {
        return counts.getOrDefault(shortHash(value), 0) - (frozen ? 1 : 0);
    }

    /**
     * Returns the peers of an identity, and how many of them showed a class of activity that the identity itself
     * showed; null if none of its groups is large enough.
     */
    @Nullable
    Peers alsoWithClass(TrackedIdentity identity, long value, int day) {
        return compare(identity, day, group -> group.classes.getOrDefault(shortHash(value), 0) - 1);
    }

    private @Nullable Peers compare(TrackedIdentity identity, int day, ToIntFunction<Group> showing) {
        for (Key key : keys(identity, identity.profile.isMature(day))) {
            Group group = groups.get(key.hash());
            if (group != null && group.complete) {
                // The counts already contain what an interrupted attempt to handle the same record added.
                boolean counted = frozen || identity.peerGroups.containsKey(key.hash());
                int others = group.members - (counted ? 1 : 0);
                if (others >= key.kind().least) {
                    int known = Math.max(0, Math.min(others, showing.applyAsInt(group)));
                    return new Peers(key.kind(), key.name(), others, known);
                }
            }
        }
        return null;
    }

    /** Returns the groups of an identity, in the order in which they are preferred. */
    private static List<Key> keys(TrackedIdentity identity, boolean mature) {
        List<Key> keys = new ArrayList<>(4);
        PeerFacts facts = identity.facts;
        if (!facts.product().isEmpty()) {
            keys.add(Key.of(Kind.PRODUCT, "", facts.product()));
        } else if (identity.stem().length() > 3) {
            keys.add(Key.of(Kind.NAME, identity.stem(), identity.stem()));
        }
        String owner = !facts.owner().isEmpty()
                ? facts.owner()
                : identity.owners.size() == 1 ? identity.owners.iterator().next() : "";
        if (!owner.isEmpty()) {
            keys.add(Key.of(Kind.OWNER, "", owner));
        }
        if (!facts.team().isEmpty()) {
            keys.add(Key.of(Kind.TEAM, "", facts.team()));
        }
        if (!facts.access().isEmpty()) {
            keys.add(Key.of(Kind.ACCESS, "", identity.kind() + "\n" + facts.access()));
        }
        if (mature) {
            keys.add(use(identity));
        }
        return keys;
    }

    /**
     * Returns the group of identities that mostly show the same class of activity. An identity stays in the first group
     * of this kind that counted it.
     */
    private static Key use(TrackedIdentity identity) {
        for (Map.Entry<Integer, Kind> joined : identity.peerGroups.entrySet()) {
            if (joined.getValue() == Kind.USE) {
                return new Key(Kind.USE, "", joined.getKey());
            }
        }
        return Key.of(Kind.USE, "", identity.kind() + "\n" + identity.profile.classes.mostFrequent());
    }

    private static int shortHash(long hash) {
        return (int) (hash ^ hash >>> 32);
    }

    // ---- the stored form

    /**
     * Starts counting for a record. If the counts already include the record, they do not change until the record ends.
     */
    void startRecord(long record) {
        frozen = applied.containsKey(record);
        changed = false;
    }

    /** Ends counting for a record, and remembers the record if it changed a count. */
    void endRecord(long record, long second) {
        if (changed) {
            applied.put(record, second);
            unsaved = true;
        }
        frozen = false;
    }

    /** Returns whether a record changed a count. */
    boolean isChanged() {
        return unsaved;
    }

    /**
     * Returns the form in which these groups are stored, which may retain only the largest groups. Each group is stored
     * with
     * the number of its values, so that it can be determined later whether all of them were retained.
     */
    StoredProfile save() {
        StoredProfile.Builder stored = StoredProfile.builder();
        groups.forEach((hash, group) -> {
            int values = group.complete ? group.classes.size() + group.networks.size() : Integer.MAX_VALUE;
            stored.add(ProfileSection.PEER_GROUPS, hash, ProfileValue.of(group.members, values));
            group.classes.forEach((value, count) -> stored.add(
                    ProfileSection.PEER_VALUES, key(hash, value), ProfileValue.of(group.members, count, CLASS)));
            group.networks.forEach((value, count) -> stored.add(
                    ProfileSection.PEER_VALUES, key(hash, value), ProfileValue.of(group.members, count, NETWORK)));
        });
        applied.forEach((record, second) -> stored.add(ProfileSection.APPLIED, record, ProfileValue.of(second)));
        return stored.build();
    }

    /** Adds the groups in a stored profile. */
    void load(StoredProfile stored) {
        stored.section(ProfileSection.PEER_GROUPS).forEach((hash, value) -> {
            Group group = new Group();
            group.members = (int) value.number(0);
            groups.put(hash.intValue(), group);
        });
        stored.section(ProfileSection.PEER_VALUES).forEach((key, value) -> {
            Group group = groups.get((int) (key >> 32));
            if (group != null) {
                (value.number(2) == CLASS ? group.classes : group.networks)
                        .put((int) key.longValue(), (int) value.number(1));
            }
        });
        stored.section(ProfileSection.PEER_GROUPS).forEach((hash, value) -> {
            Group group = Objects.requireNonNull(groups.get(hash.intValue()));
            group.complete = group.classes.size() + group.networks.size() >= value.number(1);
        });
        stored.section(ProfileSection.APPLIED).forEach((record, value) -> applied.put(record, value.number(0)));
    }

    private static long key(int group, int value) {
        return (long) group << 32 | (value & 0xFFFF_FFFFL);
    }
}
