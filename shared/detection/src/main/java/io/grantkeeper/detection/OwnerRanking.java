package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.OwnerClaim;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ranks the owner candidates of an identity: by the strongest claim, then by the number of claims, then by the earliest
 * claim. The same evidence always leads to the same order.
 */
final class OwnerRanking {
    /** The maximum number of candidates in a summary. */
    static final int MOST = 5;

    private OwnerRanking() {}

    /**
     * Returns the earliest claim of each person in each role.
     *
     * @param further evidence from events and usage: who installed, created, requested or uses the identity
     */
    static List<OwnerClaim> claims(
            NonHumanIdentity identity,
            Collection<StoredRecord<Grant>> liveGrants,
            Collection<OwnerEvidenceItem> further) {
        List<OwnerClaim> claims = new ArrayList<>();
        Stream.concat(identity.ownerClues().stream(), further.stream())
                .map(item -> new OwnerClaim(item.person(), item.role(), item.at(), Optional.empty()))
                .forEach(claims::add);
        liveGrants.stream().flatMap(OwnerRanking::claim).forEach(claims::add);
        return earliest(claims);
    }

    private static Stream<OwnerClaim> claim(StoredRecord<Grant> stored) {
        Grant grant = stored.content();
        Optional<Instant> observed =
                grant.grantedAt().toOptional().isPresent() ? Optional.empty() : Optional.of(stored.firstSeen());
        return grant
                .grantedBy()
                .toOptional()
                .map(person -> new OwnerClaim(person, OwnerRole.GRANTER, grant.grantedAt(), observed))
                .stream();
    }

    private static List<OwnerClaim> earliest(Collection<OwnerClaim> claims) {
        Map<OwnerRole, Map<PersonId, OwnerClaim>> earliest = new EnumMap<>(OwnerRole.class);
        claims.stream()
                .sorted()
                .forEach(claim -> earliest.computeIfAbsent(claim.role(), _ -> new HashMap<>())
                        .putIfAbsent(claim.person(), claim));
        return earliest.values().stream()
                .flatMap(byPerson -> byPerson.values().stream())
                .sorted()
                .toList();
    }

    /**
     * The ranked candidates, and the claims that a summary keeps.
     *
     * @param kept the claims of the candidates, and of every other person with a claim other than a grant. The claims
     *     of people who only granted access and rank below the candidates are omitted: a further grant from one of them
     *     leads to the same candidates with or without these claims
     * @param all whether no claim was omitted
     */
    record Ranking(List<OwnerCandidate> candidates, List<OwnerClaim> kept, boolean all) {
        /** Returns the strongest role of the best candidate; empty if there is no candidate. */
        Optional<OwnerRole> best() {
            return candidates.stream()
                    .findFirst()
                    .flatMap(candidate -> kept.stream()
                            .filter(claim -> claim.person().equals(candidate.person()))
                            .map(OwnerClaim::role)
                            .min(Comparator.naturalOrder()));
        }
    }

    /** Returns the assumptions on which the choice of the best candidate relies. */
    static Set<Assumption> assumptions(Optional<OwnerRole> best) {
        return best.map(role -> switch (role) {
                    case AGREED_OWNER, DECLARED_OWNER, SPONSOR -> Set.<Assumption>of();
                    case INSTALLER, CREATOR, GRANTER, REQUESTER -> Set.of(Assumption.OWNER_BY_ACTION);
                    case MOST_ACTIVE_USER -> Set.of(Assumption.OWNER_BY_USE);
                    case MANAGER -> Set.of(Assumption.OWNER_BY_MANAGEMENT);
                })
                .orElse(Set.of());
    }

    /** Returns the candidates, strongest first, and the claims to keep. */
    static Ranking rank(Collection<OwnerClaim> claims) {
        List<OwnerClaim> distinct = earliest(claims);
        Map<PersonId, List<OwnerClaim>> byPerson = new LinkedHashMap<>();
        distinct.forEach(claim ->
                byPerson.computeIfAbsent(claim.person(), _ -> new ArrayList<>()).add(claim));
        List<PersonId> ranked = byPerson.entrySet().stream()
                .sorted(Comparator.<Map.Entry<PersonId, List<OwnerClaim>>, OwnerRole>comparing(
                                entry -> entry.getValue().getFirst().role())
                        .thenComparingInt(entry -> -entry.getValue().size())
                        .thenComparing(entry -> since(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .limit(MOST)
                .toList();
        List<OwnerClaim> kept = distinct.stream()
                .filter(claim -> ranked.contains(claim.person())
                        || byPerson.getOrDefault(claim.person(), List.of()).stream()
                                .anyMatch(other -> other.role() != OwnerRole.GRANTER))
                .toList();
        return new Ranking(
                ranked.stream()
                        .map(person -> new OwnerCandidate(person, evidence(byPerson.getOrDefault(person, List.of()))))
                        .toList(),
                kept,
                kept.size() == distinct.size());
    }

    private static Instant since(List<OwnerClaim> claims) {
        return claims.stream()
                .map(OwnerClaim::since)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static List<String> evidence(List<OwnerClaim> claims) {
        return claims.stream()
                .map(claim -> claim.role().description() + (claim.role().isOneTimeAction() ? date(claim) : ""))
                .toList();
    }

    /**
     * Returns the provider's date, worded as the end of a clause, or an empty string if the provider states no date.
     */
    private static String date(OwnerClaim claim) {
        return claim.at()
                .toOptional()
                .map(instant -> " on " + instant.toString().substring(0, 10))
                .orElse("");
    }
}
