package io.grantkeeper.paths;

import io.grantkeeper.identity.EvidenceKind;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of a path.
 *
 * @param by the permission, role, ownership or trust that allows the step
 * @param evidence where the fact that allows the step comes from
 * @param condition what must be the case for the step to be possible, as words that follow "if"; empty if it is certain
 * @param since when the fact was first observed, if known
 * @param revocable whether a single revocation of a grant removes the step
 */
public record PathStep(
        String from,
        String to,
        String by,
        String sentence,
        EvidenceKind evidence,
        Optional<String> condition,
        Optional<Instant> since,
        boolean revocable) {
    /** Creates a certain step whose age is not known. */
    PathStep(String from, String to, String by, String sentence) {
        this(from, to, by, sentence, EvidenceKind.INVENTORY, Optional.empty(), Optional.empty(), false);
    }
}
