package io.grantkeeper.identity.store;

import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.Timestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * A point in time, and the kind of evidence that states it.
 *
 * @param source the kind of evidence that states the point in time; empty if none does
 * @param asOf how current that evidence is: when the row was observed, or the time up to which logs and reports have
 *     been read; empty if unknown
 */
public record SourcedTimestamp(Timestamp value, Optional<AccessEvidenceKind> source, Optional<Instant> asOf) {
    static final SourcedTimestamp UNKNOWN =
            new SourcedTimestamp(Timestamp.unknown(), Optional.empty(), Optional.empty());

    /** Returns the later of two timestamps, together with its source, or the first one if they are equal. */
    SourcedTimestamp latest(SourcedTimestamp other) {
        return Timestamp.latest(value, other.value).equals(value) ? this : other;
    }
}
