package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.PersonId;
import java.util.List;

/**
 * A person who may own an identity.
 *
 * @param evidence the reasons, one clause each, for example "installed it on 2026-10-01", strongest first
 */
public record OwnerCandidate(PersonId person, List<String> evidence) {
    public OwnerCandidate {
        evidence = List.copyOf(evidence);
    }
}
