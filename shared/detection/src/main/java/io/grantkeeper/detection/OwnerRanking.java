package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks the owner candidates of an identity: by the strongest claim, then by the number of claims, then by the earliest
 * claim. The same evidence always leads to the same order.
 */
final class OwnerRanking {
    /** The maximum number of candidates in a summary. */
    static final int MOST = 5;

    private OwnerRanking() {}

    /**
     * Returns the candidates, strongest first.
     *
     * @param further evidence from events: who installed, created or requested the identity
     */
    static List<OwnerCandidate> rank(
            NonHumanIdentity identity,
            Collection<StoredRecord<Grant>> liveGrants,
            Collection<OwnerEvidenceItem> further) {
        List<OwnerEvidenceItem> clues = new ArrayList<>(identity.ownerClues());
        clues.addAll(further);
        for (StoredRecord<Grant> stored : liveGrants) {
            Grant grant = stored.content();
            Timestamp at = grant.grantedAt().isKnown() ? grant.grantedAt() : Timestamp.at(stored.firstSeen());
            grant.grantedBy()
                    .toOptional()
                    .ifPresent(person -> clues.add(new OwnerEvidenceItem(person, OwnerRole.GRANTER, at)));
        }
        Map<PersonId, List<OwnerEvidenceItem>> byPerson = new LinkedHashMap<>();
        clues.stream()
                .sorted()
                .distinct()
                .forEach(clue -> byPerson.computeIfAbsent(clue.person(), _ -> new ArrayList<>())
                        .add(clue));
        return byPerson.entrySet().stream()
                .sorted(Comparator.<Map.Entry<PersonId, List<OwnerEvidenceItem>>, OwnerRole>comparing(
                                entry -> entry.getValue().getFirst().role())
                        .thenComparingLong(entry -> -roles(entry.getValue()))
                        .thenComparing(entry -> earliest(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(entry -> new OwnerCandidate(entry.getKey(), evidence(entry.getValue())))
                .toList();
    }

    private static long roles(List<OwnerEvidenceItem> clues) {
        return clues.stream().map(OwnerEvidenceItem::role).distinct().count();
    }

    private static Instant earliest(List<OwnerEvidenceItem> clues) {
        return clues.stream()
                .flatMap(clue -> clue.at().toOptional().stream())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static List<String> evidence(List<OwnerEvidenceItem> clues) {
        Map<OwnerRole, String> byRole = new LinkedHashMap<>();
        for (OwnerEvidenceItem clue : clues) {
            String when = clue.role().isOneTimeAction()
                    ? clue.at()
                            .toOptional()
                            .map(instant -> " on " + instant.toString().substring(0, 10))
                            .orElse("")
                    : "";
            byRole.putIfAbsent(clue.role(), clue.role().description() + when);
        }
        return List.copyOf(byRole.values());
    }
}
