package io.grantkeeper.identity.basis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The basis of a statement. All outputs derive their wording about certainty from this type.
 *
 * @param certainty how certain the statement is
 * @param sources the sources in a fixed order; sources that differ only in their time are one source with the oldest
 *     time, because a statement is only as fresh as its oldest source
 * @param assumptions the assumptions on which the statement relies, one sentence each
 */
public record StatementBasis(Certainty certainty, List<StatementSource> sources, List<String> assumptions) {
    public StatementBasis {
        sources = oldestOfEach(sources);
        assumptions = List.copyOf(assumptions);
    }

    /** Returns the basis of a statement that no evidence supports. */
    public static StatementBasis unknown() {
        return new StatementBasis(Certainty.UNKNOWN, List.of(), List.of());
    }

    /** Returns the basis of a statement without assumptions; unknown if there are no sources. */
    public static StatementBasis of(Certainty certainty, Collection<StatementSource> sources) {
        return sources.isEmpty() ? unknown() : new StatementBasis(certainty, List.copyOf(sources), List.of());
    }

    /** Returns this basis with assumptions, each of which limits the certainty. An unknown basis stays unknown. */
    public StatementBasis assuming(Collection<Assumption> more) {
        if (certainty == Certainty.UNKNOWN) {
            return this;
        }
        Certainty weakest = certainty;
        Set<String> sentences = new LinkedHashSet<>(assumptions);
        for (Assumption assumption : more) {
            weakest = Certainty.weaker(weakest, assumption.certainty());
            sentences.add(assumption.sentence());
        }
        return new StatementBasis(weakest, sources, List.copyOf(sentences));
    }

    /** Returns when the oldest source was last read; empty if that is unknown for any source, or if there is none. */
    public Optional<Instant> asOf() {
        return sources.stream().allMatch(source -> source.asOf().isPresent())
                ? sources.stream().flatMap(source -> source.asOf().stream()).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static List<StatementSource> oldestOfEach(Collection<StatementSource> all) {
        List<StatementSource> kept = new ArrayList<>();
        for (StatementSource source : all.stream().sorted().toList()) {
            if (kept.isEmpty() || !kept.getLast().isSameExceptTime(source)) {
                kept.add(source);
            }
        }
        return List.copyOf(kept);
    }
}
