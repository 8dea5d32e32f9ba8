package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares a least-privilege set with the granted permissions. The resulting recommendation states which permissions
 * can be removed, which must be added, and which cannot be judged.
 */
final class RecommendationBuilder {
    private RecommendationBuilder() {}

    static RightSizingRecommendation none(ObservedUsage usage, String kind, String why) {
        List<ObservedCallCheck> proof = usage.calls().stream()
                .<ObservedCallCheck>map(call -> new ObservedCallCheck.UnknownCall(call, why))
                .toList();
        return new RightSizingRecommendation(
                RightSizingRecommendation.Outcome.NONE,
                kind,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                true,
                proof,
                usage.coverage(),
                List.of(),
                "No recommendation: " + why + ".");
    }

    /**
     * Creates the recommendation for a least-privilege set.
     *
     * @param refused the number of observed calls that the permission table contains but the granted permissions do not
     *     allow; 0 if no granted permissions are known
     * @param doubts additional sentences about what a person should check
     */
    static RightSizingRecommendation of(
            ObservedUsage usage,
            PermissionFormReader.Kind kind,
            LeastPrivilegeSet least,
            List<ObservedCallCheck> proof,
            long refused,
            List<String> doubts) {
        long unknown = proof.stream()
                .filter(ObservedCallCheck.UnknownCall.class::isInstance)
                .count();
        long envelopes = proof.stream()
                .filter(ObservedCallCheck.BatchEnvelope.class::isInstance)
                .count();
        long known = proof.size() - unknown - envelopes;
        if (known == 0) {
            return noKnownCalls(usage, kind, proof, unknown);
        }
        Set<String> kept = lower(least.names());
        List<String> notNeeded = granted(usage, plain -> !kept.contains(plain) && !isUsedWithoutCalls(usage, plain));
        boolean complete = unknown == 0;
        Set<String> held = lower(granted(usage, plain -> true).stream()
                .map(name -> PermissionNames.plain(usage.provider(), name))
                .toList());
        List<String> missing = least.names().stream()
                .filter(name -> !held.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        return new RightSizingRecommendation(
                complete ? RightSizingRecommendation.Outcome.COMPLETE : RightSizingRecommendation.Outcome.PARTIAL,
                kind.name(),
                least.names(),
                complete ? notNeeded : List.of(),
                complete ? List.of() : notNeeded,
                missing,
                granted(usage, plain -> !kept.contains(plain) && isUsedWithoutCalls(usage, plain)),
                least.levels(),
                least.lowerBound(),
                least.exact(),
                proof,
                usage.coverage(),
                RecommendationNotes.of(kind, least, refused, doubts),
                RecommendationText.of(usage, least, known, unknown, notNeeded));
    }

    private static RightSizingRecommendation noKnownCalls(
            ObservedUsage usage, PermissionFormReader.Kind kind, List<ObservedCallCheck> proof, long unknown) {
        RightSizingRecommendation none =
                none(usage, kind.name(), "none of the " + unknown + " calls is in the provider's table");
        return new RightSizingRecommendation(
                none.outcome(),
                none.kind(),
                List.of(),
                List.of(),
                granted(usage, plain -> !isUsedWithoutCalls(usage, plain)),
                List.of(),
                granted(usage, plain -> isUsedWithoutCalls(usage, plain)),
                0,
                0,
                true,
                proof,
                usage.coverage(),
                kind.note().map(List::of).orElse(List.of()),
                none.sentence());
    }

    private static boolean isUsedWithoutCalls(ObservedUsage usage, String plain) {
        return PermissionNames.usedWithoutCalls(usage.provider(), plain);
    }

    /**
     * Returns the granted permissions whose plain names in lowercase pass the filter. Each permission is returned once,
     * as the caller wrote it.
     */
    private static List<String> granted(ObservedUsage usage, Predicate<String> wanted) {
        Set<String> seen = new TreeSet<>();
        List<String> passed = new ArrayList<>();
        for (String name : usage.granted()) {
            String plain = PermissionNames.plain(usage.provider(), name).toLowerCase(Locale.ROOT);
            if (seen.add(plain) && wanted.test(plain)) {
                passed.add(name);
            }
        }
        passed.sort(null);
        return passed;
    }

    private static Set<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
