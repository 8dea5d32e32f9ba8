package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.PersonId;
import java.util.List;

/**
 * A person who may answer for an identity.
 *
 * @param evidence why, one sentence each, strongest first
 */
public record OwnerCandidate(PersonId person, List<String> evidence) {
    public OwnerCandidate {
        evidence = List.copyOf(evidence);
    }
}
