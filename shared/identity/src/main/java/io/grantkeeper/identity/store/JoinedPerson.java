package io.grantkeeper.identity.store;

import io.grantkeeper.identity.EvidenceKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.PersonId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person as evidence of several kinds names them.
 *
 * @param source which kind of evidence names them; empty where none does
 * @param asOf how fresh that evidence is, as for a {@link JoinedMoment}
 */
public record JoinedPerson(Knowledge<PersonId> value, Optional<EvidenceKind> source, Optional<Instant> asOf) {
    static final JoinedPerson UNKNOWN = new JoinedPerson(Knowledge.unknown(), Optional.empty(), Optional.empty());
}
