package io.grantkeeper.demo;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Records what existed in one simulated tenant after each of its changes, and determines which findings this history
 * requires and which it allows. This depends only on what existed, not on the rules that detect changes.
 */
final class AccessHistory {
    private final String provider;
    private final List<SortedSet<AccessFact>> states = new ArrayList<>();
    /** The facts of each state, keyed by the fact without its scopes. */
    private final List<Map<AccessFact, AccessFact>> places = new ArrayList<>();

    private SortedSet<AccessFact> checkpoint = new TreeSet<>();
    private final Set<String> everSeen = new HashSet<>();
    private final List<String> missing = new ArrayList<>();
    private final Map<String, Integer> reported = new HashMap<>();

    AccessHistory(String provider) {
        this.provider = provider;
    }

    /** Adds the state after a change. */
    void add(SortedSet<AccessFact> state) {
        if (states.isEmpty() || !states.getLast().equals(state)) {
            states.add(state);
            places.add(byPlace(state));
        }
    }

    /** Starts to require findings. Everything that exists at this time is considered known. */
    void begin() {
        checkpoint = states.getLast();
        rememberIdentities();
    }

    private void rememberIdentities() {
        checkpoint.forEach(fact -> everSeen.add(fact.identity()));
    }

    /**
     * Requires that all changes since the last checkpoint were reported.
     *
     * @param since all findings that were reported since the checkpoint
     */
    void requireReported(List<Finding> since) {
        SortedSet<AccessFact> now = states.getLast();
        Map<AccessFact, AccessFact> before = byPlace(checkpoint);
        Map<AccessFact, AccessFact> after = byPlace(now);
        after.forEach((place, fact) -> {
            AccessFact known = before.get(place);
            if (known == null) {
                requireAppearance(fact, now, since);
            } else if (expands(known, fact)) {
                require(since, fact, FindingType.SCOPES_EXPANDED, FindingType.REACH_EXPANDED);
            }
        });
        before.keySet().stream()
                .filter(place -> place.type() == AccessFact.Type.GRANT && !after.containsKey(place))
                .forEach(place -> require(since, place, FindingType.GRANT_VANISHED));
        checkpoint = now;
        rememberIdentities();
    }

    private void requireAppearance(AccessFact fact, SortedSet<AccessFact> now, List<Finding> since) {
        boolean isNew = !everSeen.contains(fact.identity());
        switch (fact.type()) {
            case IDENTITY -> {} // a listed identity without access is inventory
            case GRANT -> {
                if (isNew) {
                    requireAnyAppearance(fact, since);
                } else {
                    require(since, fact, FindingType.GRANT_APPEARED);
                }
            }
            case CREDENTIAL -> {
                boolean hasGrant = now.stream()
                        .anyMatch(other -> other.type() == AccessFact.Type.GRANT
                                && other.identity().equals(fact.identity()));
                if (isNew && !hasGrant) {
                    requireAnyAppearance(fact, since);
                } else if (!isNew) {
                    require(since, fact, FindingType.CREDENTIAL_ADDED);
                }
            }
        }
    }

    private void requireAnyAppearance(AccessFact fact, List<Finding> since) {
        if (since.stream().filter(finding -> isAbout(finding, fact)).noneMatch(finding -> switch (finding.type()) {
            case IDENTITY_APPEARED, GRANT_APPEARED, CREDENTIAL_ADDED, SHADOW_AI -> true;
            default -> false;
        })) {
            missing.add("no appearance of " + fact);
        }
    }

    private void require(List<Finding> since, AccessFact fact, FindingType... types) {
        Set<FindingType> accepted = Set.of(types);
        if (since.stream()
                .noneMatch(finding -> accepted.contains(finding.type())
                        && isAbout(finding, fact)
                        && key(finding).equals(fact.key()))) {
            missing.add("no %s of %s".formatted(accepted, fact));
        }
    }

    private static boolean isAbout(Finding finding, AccessFact fact) {
        return finding.identity().externalId().equals(fact.identity());
    }

    /** Returns the changes that were not reported. */
    List<String> missing() {
        return missing;
    }

    /** Returns the findings that no change explains, and those that report a change more times than it happened. */
    List<String> invented(List<Finding> findings) {
        List<String> invented = new ArrayList<>();
        for (Finding finding : findings) {
            int happened = happened(finding);
            int times = reported.merge(finding.identity() + " " + finding.type() + " " + key(finding), 1, Integer::sum);
            if (happened >= 0 && times > happened) {
                invented.add("%s %s is report %d of %d changes"
                        .formatted(finding.identity(), finding.key(), times, happened));
            }
        }
        return invented;
    }

    /**
     * Returns the number of times that a finding's change happened; -1 if the finding is a conclusion, not a change.
     */
    private int happened(Finding finding) {
        String id = finding.identity().externalId();
        String key = key(finding);
        AccessFact grant = new AccessFact(provider, AccessFact.Type.GRANT, id, key, "");
        return switch (finding.type()) {
            case IDENTITY_APPEARED -> appearances(id);
            case GRANT_APPEARED -> added(grant);
            case GRANT_VANISHED -> removed(grant);
            case CREDENTIAL_ADDED -> added(new AccessFact(provider, AccessFact.Type.CREDENTIAL, id, key, ""));
            case SCOPES_EXPANDED, REACH_EXPANDED -> expanded(grant);
            case LIFETIME_EXTENDED -> 0;
            case SHADOW_AI,
                    OWNER_LEFT,
                    OWNER_LEAVING,
                    OWNERLESS,
                    ACCESS_REQUESTED,
                    UNREVIEWED,
                    EXPIRING,
                    ROTATION_DUE,
                    DUPLICATE_CREDENTIAL,
                    FELL_SILENT,
                    OVER_PRIVILEGED,
                    DRIFTED,
                    PATH_OPENED,
                    UNUSUAL_ACTIVITY -> -1;
        };
    }

    private int appearances(String identity) {
        return states.getFirst().stream().anyMatch(fact -> isAccessOf(fact, identity))
                ? 0
                : states.stream().anyMatch(state -> state.stream().anyMatch(fact -> isAccessOf(fact, identity)))
                        ? 1
                        : 0;
    }

    private static boolean isAccessOf(AccessFact fact, String identity) {
        return fact.identity().equals(identity) && fact.type() != AccessFact.Type.IDENTITY;
    }

    private int added(AccessFact place) {
        int count = 0;
        for (int i = 1; i < states.size(); i++) {
            if (find(i, place).isPresent() && find(i - 1, place).isEmpty()) {
                count++;
            }
        }
        return count;
    }

    private int removed(AccessFact place) {
        int count = 0;
        for (int i = 1; i < states.size(); i++) {
            if (find(i, place).isEmpty() && find(i - 1, place).isPresent()) {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns the number of times that a grant gained a scope or reach. This includes gains over a period in which the grant
     * did not exist or was not read.
     */
    private int expanded(AccessFact place) {
        int count = 0;
        Optional<AccessFact> last = find(0, place);
        for (int i = 1; i < states.size(); i++) {
            Optional<AccessFact> next = find(i, place);
            if (last.isPresent() && next.isPresent() && gains(last.get(), next.get())) {
                count++;
            }
            last = next.isPresent() ? next : last;
        }
        return count;
    }

    private Optional<AccessFact> find(int state, AccessFact place) {
        return Optional.ofNullable(places.get(state).get(place));
    }

    private boolean expands(AccessFact before, AccessFact after) {
        String expanding = CampaignDays.EXPANDING.getOrDefault(provider, "");
        return (contains(after, expanding) && !contains(before, expanding))
                || (contains(after, "ALL") && contains(before, "SELECTED"));
    }

    /** Returns whether a grant gained anything. Whether the gain must be reported depends on what the scope allows. */
    private boolean gains(AccessFact before, AccessFact after) {
        return expands(before, after)
                || !List.of(before.scopes().split(" "))
                        .containsAll(List.of(after.scopes().split(" ")));
    }

    private static boolean contains(AccessFact fact, String scope) {
        return List.of(fact.scopes().split(" ")).contains(scope);
    }

    private static Map<AccessFact, AccessFact> byPlace(SortedSet<AccessFact> facts) {
        Map<AccessFact, AccessFact> places = new HashMap<>();
        facts.forEach(fact -> places.put(fact.place(), fact));
        return places;
    }

    /**
     * Returns the part of a finding's key that identifies the grant or credential. This part is between the type and
     * the time.
     */
    private static String key(Finding finding) {
        String type = finding.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (!finding.key().startsWith(type + "/")) {
            return "";
        }
        String rest = finding.key().substring(type.length() + 1);
        return rest.contains("/") ? rest.substring(0, rest.lastIndexOf('/')) : rest;
    }
}
