package io.grantkeeper.behavior;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Everything that is remembered about one identity of one connection. */
final class TrackedIdentity {
    private static final int MOST_CREDENTIALS = 64;

    final String subject;
    final boolean token;
    final Profile profile = new Profile();
    final Story story = new Story();
    final PlaceAlternation places = new PlaceAlternation();
    final Set<String> owners = new HashSet<>();
    final Set<String> accesses = new HashSet<>();
    private final Map<String, Long> reported = new HashMap<>();
    private final Map<String, Long> added = new LinkedHashMap<>();
    private final Map<String, Long> removed = new LinkedHashMap<>();
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

    /** Returns the name for sentences. */
    String name() {
        return name.isEmpty() ? subject : name;
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

    /** Returns the name without trailing numbers, which siblings share: {@code billing-sync-02}. */
    String stem() {
        int end = name.length();
        while (end > 0 && "0123456789-_ .#".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }

    /** Returns whether a signal of this type was not reported within a day, and remembers it as reported. */
    boolean report(String type, long second) {
        Long last = reported.get(type);
        if (last != null && second - last < 86_400L && second >= last) {
            return false;
        }
        reported.put(type, second);
        return true;
    }

    void credentialAdded(String credential, long second, boolean byStranger) {
        remember(added, credential, second);
        lastAdded = second;
        addedByStranger = byStranger;
    }

    void credentialRemoved(String credential, long second) {
        if (!credential.isEmpty()) {
            remember(removed, credential, second);
        }
        lastRemoved = second;
    }

    /** Returns when a credential was removed, or {@link Long#MAX_VALUE} if that is not known. */
    long removedAt(String credential) {
        return removed.getOrDefault(credential, Long.MAX_VALUE);
    }

    private static void remember(Map<String, Long> times, String credential, long second) {
        if (times.size() >= MOST_CREDENTIALS) {
            times.remove(times.keySet().iterator().next());
        }
        times.put(credential, second);
    }
}
