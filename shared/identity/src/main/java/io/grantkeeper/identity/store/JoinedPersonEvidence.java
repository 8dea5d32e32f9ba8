package io.grantkeeper.identity.store;

import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person, and the kind of evidence that names the person.
 *
 * @param source the kind of evidence that names the person; empty if none does
 * @param asOf how current that evidence is, as for a {@link SourcedTimestamp}
 */
public record JoinedPersonEvidence(
        KnownOrUnknown<PersonId> value, Optional<AccessEvidenceKind> source, Optional<Instant> asOf) {
    static final JoinedPersonEvidence UNKNOWN =
            new JoinedPersonEvidence(KnownOrUnknown.unknown(), Optional.empty(), Optional.empty());
}
