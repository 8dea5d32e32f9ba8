package io.grantkeeper.detection;

import io.grantkeeper.catalog.AppRecognition;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The context of a change.
 *
 * @param identity the identity that changed
 * @param firstSeen when the identity was first observed: rows with the same time were observed together with it
 * @param summary the identity's previous summary, if there is one
 * @param recognition the recognized product, and whether it is AI
 * @param approval reads whether the configuration or an approval of record covers the identity
 * @param grants reads the identity's grants, live and removed, if a rule needs them
 */
record DetectionContext(
        NonHumanIdentity identity,
        Instant firstSeen,
        Optional<IdentitySummary> summary,
        AppRecognition recognition,
        BooleanSupplier approval,
        Supplier<List<StoredRecord<Grant>>> grants,
        Instant now) {
    /** Returns whether a row that was first observed at this time was observed together with the identity itself. */
    boolean cameWithIdentity(Instant rowFirstSeen) {
        return !rowFirstSeen.isAfter(firstSeen);
    }

    /**
     * Returns whether the identity has no live grant. In that case, only a credential or the identity's own row is
     * known.
     */
    boolean hasNoGrant() {
        return grants.get().stream().noneMatch(StoredRecord::isLive);
    }

    boolean isApproved() {
        return approval.getAsBoolean();
    }

    boolean isAi() {
        return recognition.isAi() || AccessInterpreter.isAgentByType(identity);
    }
}
