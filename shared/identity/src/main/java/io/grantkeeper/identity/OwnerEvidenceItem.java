package io.grantkeeper.identity;

import java.util.Comparator;

/** One piece of evidence that a person owns an identity. */
public record OwnerEvidenceItem(PersonId person, OwnerRole role, Timestamp at)
        implements Comparable<OwnerEvidenceItem> {
    private static final Comparator<OwnerEvidenceItem> ORDER = Comparator.comparing(OwnerEvidenceItem::role)
            .thenComparing(OwnerEvidenceItem::person)
            .thenComparing(clue -> clue.at().toString());

    @Override
    public int compareTo(OwnerEvidenceItem other) {
        return ORDER.compare(this, other);
    }
}
