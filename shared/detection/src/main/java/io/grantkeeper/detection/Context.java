package io.grantkeeper.detection;

import io.grantkeeper.catalogue.Recognition;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.finding.IdentitySummary;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known around a change.
 *
 * @param identity the identity that it is about
 * @param firstSeen when the identity was first observed: what was first observed at the same time came with it
 * @param summary what was derived of the identity before, where anything was
 * @param recognition which product it is, and whether that is AI
 * @param approved whether an approval of record covers it
 */
record Context(
        NonHumanIdentity identity,
        Instant firstSeen,
        Optional<IdentitySummary> summary,
        Recognition recognition,
        boolean approved,
        Instant now) {
    /** Whether a row that was first observed then came together with the identity itself. */
    boolean cameWithIdentity(Instant rowFirstSeen) {
        return !rowFirstSeen.isAfter(firstSeen);
    }

    boolean isAi() {
        return recognition.isAi() || Meaning.isAgentByType(identity);
    }
}
