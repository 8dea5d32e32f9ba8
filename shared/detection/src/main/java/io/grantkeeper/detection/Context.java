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
 * @param summary what was derived of the identity before; empty where it was never seen
 * @param recognition which product it is, and whether that is AI
 * @param approved whether an approval of record covers it
 */
record Context(
        NonHumanIdentity identity,
        Optional<IdentitySummary> summary,
        Recognition recognition,
        boolean approved,
        Instant now) {
    boolean isAi() {
        return recognition.isAi() || Meaning.isAgentByType(identity);
    }
}
