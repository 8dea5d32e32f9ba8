package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says what a least set means for what is granted: what can go, what must be added, and what cannot be judged. */
final class Recommendations {
    private Recommendations() {}

    static Recommendation none(Usage usage, String kind, String why) {
        List<CallProof> proof = usage.calls().stream()
                .<CallProof>map(call -> new CallProof.NotKnown(call, why))
                .toList();
        return new Recommendation(
                Recommendation.Outcome.NONE,
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
     * @param refused how many known calls the granted permissions do not admit
     * @param doubts what else to check, in sentences
     */
    static Recommendation of(
            Usage usage,
            KindReader.Kind kind,
            LeastSet least,
            List<CallProof> proof,
            long refused,
            List<String> doubts) {
        long unknown =
                proof.stream().filter(CallProof.NotKnown.class::isInstance).count();
        long envelopes =
                proof.stream().filter(CallProof.Envelope.class::isInstance).count();
        long known = proof.size() - unknown - envelopes;
        if (known == 0) {
            return nothingKnown(usage, kind, proof, unknown);
        }
        Set<String> kept = lower(least.names());
        List<String> notNeeded = granted(usage, plain -> !kept.contains(plain) && !silent(usage, plain));
        boolean complete = unknown == 0;
        Set<String> held = lower(granted(usage, plain -> true).stream()
                .map(name -> PermissionNames.plain(usage.provider(), name))
                .toList());
        List<String> missing = least.names().stream()
                .filter(name -> !held.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        return new Recommendation(
                complete ? Recommendation.Outcome.COMPLETE : Recommendation.Outcome.PARTIAL,
                kind.name(),
                least.names(),
                complete ? notNeeded : List.of(),
                complete ? List.of() : notNeeded,
                missing,
                granted(usage, plain -> !kept.contains(plain) && silent(usage, plain)),
                least.levels(),
                least.lowerBound(),
                least.exact(),
                proof,
                usage.coverage(),
                Notes.of(kind, least, refused, doubts),
                Sentences.of(usage, least, known, unknown, notNeeded));
    }

    private static Recommendation nothingKnown(Usage usage, KindReader.Kind kind, List<CallProof> proof, long unknown) {
        Recommendation none = none(usage, kind.name(), "none of the " + unknown + " calls is in the provider's table");
        return new Recommendation(
                none.outcome(),
                none.kind(),
                List.of(),
                List.of(),
                granted(usage, plain -> !silent(usage, plain)),
                List.of(),
                granted(usage, plain -> silent(usage, plain)),
                0,
                0,
                true,
                proof,
                usage.coverage(),
                kind.note().map(List::of).orElse(List.of()),
                none.sentence());
    }

    private static boolean silent(Usage usage, String plain) {
        return PermissionNames.usedWithoutCalls(usage.provider(), plain);
    }

    /** Granted permissions as the caller wrote them, each once, whose plain lower-case name passes. */
    private static List<String> granted(Usage usage, Predicate<String> wanted) {
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
