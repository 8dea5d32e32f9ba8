package io.grantkeeper.identity.store;

import io.grantkeeper.identity.EvidenceKind;
import io.grantkeeper.identity.Moment;
import java.time.Instant;
import java.util.Optional;

/**
 * A point in time as it is shown: what evidence of several kinds comes to.
 *
 * @param source which kind of evidence tells it; empty where none does
 * @param asOf how fresh that evidence is: when the row was observed, or up to when logs and reports have been read; empty
 *     where that is not known
 */
public record JoinedMoment(Moment value, Optional<EvidenceKind> source, Optional<Instant> asOf) {
    static final JoinedMoment UNKNOWN = new JoinedMoment(Moment.unknown(), Optional.empty(), Optional.empty());

    /** The later of two, with its own source; of two that are equal, the first. */
    JoinedMoment orLater(JoinedMoment other) {
        return Moment.latest(value, other.value).equals(value) ? this : other;
    }
}
