package io.grantkeeper.paths;

import io.grantkeeper.identity.AccessEvidenceKind;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of a path.
 *
 * @param by the permission, role, ownership or trust that allows the step
 * @param evidence where the fact that allows the step comes from
 * @param condition the condition under which the step is possible, phrased to follow "if"; empty if the step is certain
 * @param since when the fact was first observed, if known
 * @param revocable whether a single revocation of a grant removes the step
 */
public record PathStep(
        String from,
        String to,
        String by,
        String sentence,
        AccessEvidenceKind evidence,
        Optional<String> condition,
        Optional<Instant> since,
        boolean revocable) {
    /** Creates an unconditional step of unknown age. */
    PathStep(String from, String to, String by, String sentence) {
        this(from, to, by, sentence, AccessEvidenceKind.INVENTORY, Optional.empty(), Optional.empty(), false);
    }
}
