package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks who may answer for an identity: by the strongest claim, then by how many there are, then by who came first. The
 * same evidence always gives the same order.
 */
final class OwnerRanking {
    /** As many candidates as a summary keeps. */
    static final int MOST = 5;

    private OwnerRanking() {}

    /**
     * @param further evidence from events: who installed, created or requested it
     */
    static List<OwnerCandidate> rank(
            NonHumanIdentity identity, Collection<Stored<Grant>> liveGrants, Collection<OwnerClue> further) {
        List<OwnerClue> clues = new ArrayList<>(identity.ownerClues());
        clues.addAll(further);
        for (Stored<Grant> stored : liveGrants) {
            Grant grant = stored.content();
            Moment at = grant.grantedAt().isKnown() ? grant.grantedAt() : Moment.at(stored.firstSeen());
            grant.grantedBy().toOptional().ifPresent(person -> clues.add(new OwnerClue(person, OwnerRole.GRANTER, at)));
        }
        Map<PersonId, List<OwnerClue>> byPerson = new LinkedHashMap<>();
        clues.stream()
                .sorted()
                .distinct()
                .forEach(clue -> byPerson.computeIfAbsent(clue.person(), _ -> new ArrayList<>())
                        .add(clue));
        return byPerson.entrySet().stream()
                .sorted(Comparator.<Map.Entry<PersonId, List<OwnerClue>>, OwnerRole>comparing(
                                entry -> entry.getValue().getFirst().role())
                        .thenComparingLong(entry -> -roles(entry.getValue()))
                        .thenComparing(entry -> earliest(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(entry -> new OwnerCandidate(entry.getKey(), evidence(entry.getValue())))
                .toList();
    }

    private static long roles(List<OwnerClue> clues) {
        return clues.stream().map(OwnerClue::role).distinct().count();
    }

    private static Instant earliest(List<OwnerClue> clues) {
        return clues.stream()
                .flatMap(clue -> clue.at().toOptional().stream())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static List<String> evidence(List<OwnerClue> clues) {
        Map<OwnerRole, String> byRole = new LinkedHashMap<>();
        for (OwnerClue clue : clues) {
            String when = clue.role().happened()
                    ? clue.at()
                            .toOptional()
                            .map(instant -> " on " + instant.toString().substring(0, 10))
                            .orElse("")
                    : "";
            byRole.putIfAbsent(clue.role(), clue.role().words() + when);
        }
        return List.copyOf(byRole.values());
    }
}
