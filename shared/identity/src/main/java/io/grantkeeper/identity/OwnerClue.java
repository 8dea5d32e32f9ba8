package io.grantkeeper.identity;

import java.util.Comparator;

/** One piece of evidence for who answers for an identity. */
public record OwnerClue(PersonId person, OwnerRole role, Moment at) implements Comparable<OwnerClue> {
    private static final Comparator<OwnerClue> ORDER = Comparator.comparing(OwnerClue::role)
            .thenComparing(OwnerClue::person)
            .thenComparing(clue -> clue.at().toString());

    @Override
    public int compareTo(OwnerClue other) {
        return ORDER.compare(this, other);
    }
}
