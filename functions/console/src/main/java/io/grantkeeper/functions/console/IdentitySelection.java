package io.grantkeeper.functions.console;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The identities that a filter selects, with their counts by provider, kind, risk, state, AI and owner. All pages of a
 * list share one selection.
 *
 * @param facets the count of each value that occurs
 * @param byOwner the number of these identities that each person owns
 */
record IdentitySelection(
        List<IdentitySummary> identities, Map<String, Map<String, Long>> facets, Map<PersonId, Long> byOwner) {
    IdentitySelection {
        identities = List.copyOf(identities);
        facets = Collections.unmodifiableMap(new LinkedHashMap<>(facets));
        byOwner = Map.copyOf(byOwner);
    }

    /** Returns a selection that consists of the given identities and their counts. */
    static IdentitySelection of(List<IdentitySummary> identities) {
        Map<ProviderId, long[]> providers = new HashMap<>();
        Map<PersonId, Long> owners = new HashMap<>();
        Map<IdentityKind, long[]> kinds = new EnumMap<>(IdentityKind.class);
        Map<Severity, long[]> risks = new EnumMap<>(Severity.class);
        Map<IdentityStatus, long[]> states = new EnumMap<>(IdentityStatus.class);
        Map<AiVerdict, long[]> ai = new EnumMap<>(AiVerdict.class);
        long owned = 0;
        for (IdentitySummary identity : identities) {
            count(providers, identity.provider());
            count(kinds, identity.id().kind());
            count(risks, identity.severity());
            count(states, identity.status());
            count(ai, identity.ai());
            if (identity.owner().isPresent()) {
                owned++;
                owners.merge(identity.owner().get(), 1L, Long::sum);
            }
        }
        Map<String, Map<String, Long>> facets = new LinkedHashMap<>();
        facets.put("provider", named(providers, ProviderId::value));
        facets.put("kind", named(kinds, IdentityKind::code));
        facets.put("risk", named(risks, ApiViews::code));
        facets.put("state", named(states, ApiViews::code));
        facets.put("ai", named(ai, ApiViews::code));
        Map<String, Long> ownership = new TreeMap<>();
        put(ownership, "someone", owned);
        put(ownership, "nobody", identities.size() - owned);
        facets.put("owner", ownership);
        return new IdentitySelection(identities, facets, owners);
    }

    private static <T> void count(Map<T, long[]> counts, T value) {
        counts.computeIfAbsent(value, _ -> new long[1])[0]++;
    }

    private static <T> Map<String, Long> named(Map<T, long[]> counts, Function<T, String> name) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((value, count) -> named.put(name.apply(value), count[0]));
        return named;
    }

    private static void put(Map<String, Long> counts, String name, long count) {
        if (count > 0) {
            counts.put(name, count);
        }
    }

    /** Returns the counts, including the number of identities owned by a person with these accounts. */
    Map<String, Map<String, Long>> facetsFor(Collection<PersonId> accounts) {
        Map<String, Map<String, Long>> own = new LinkedHashMap<>(facets);
        Map<String, Long> owners = new TreeMap<>(facets.getOrDefault("owner", Map.of()));
        owners.put(
                "me",
                accounts.stream()
                        .mapToLong(account -> byOwner.getOrDefault(account, 0L))
                        .sum());
        own.put("owner", owners);
        return own;
    }
}
