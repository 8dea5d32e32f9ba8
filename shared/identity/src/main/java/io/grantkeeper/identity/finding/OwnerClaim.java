package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One reason why a person is an owner candidate, in the form in which a summary keeps it.
 *
 * @param at the time of the event that the claim is based on; unknown if the provider states none
 * @param observed when Grantkeeper first observed the evidence for the claim, if {@code at} is unknown. It only orders
 *     claims and is never shown, because it is not the time of the event
 */
public record OwnerClaim(PersonId person, OwnerRole role, Timestamp at, Optional<Instant> observed)
        implements Comparable<OwnerClaim> {
    private static final Comparator<OwnerClaim> ORDER = Comparator.comparing(OwnerClaim::role)
            .thenComparing(OwnerClaim::person)
            .thenComparing(OwnerClaim::since)
            .thenComparing(claim -> claim.at().toOptional().isEmpty())
            .thenComparing(claim -> claim.at().toString());

    /**
     * Returns the instant by which claims of equal strength are ordered, or the latest possible instant if none is
     * known.
     */
    public Instant since() {
        return at.toOptional().or(() -> observed).orElse(Instant.MAX);
    }

    /** Compares by role, strongest first, then by person, then by time, earliest first. */
    @Override
    public int compareTo(OwnerClaim other) {
        return ORDER.compare(this, other);
    }
}
