package io.grantkeeper.reports;

import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.JoinedIdentityEvidence;
import java.util.List;
import java.util.Optional;

/** An identity that was created after the first sweep, and how quickly it was detected. */
public record NewIdentityReport(ProviderId provider, String name, JoinedIdentityEvidence.DetectionDelay inception) {
    /**
     * Returns the report; empty if the identity existed before the first sweep, or if no event shows when it appeared.
     */
    public static Optional<NewIdentityReport> of(IdentitySummary summary, IdentityRecord identityRecord) {
        return JoinedIdentityEvidence.of(identityRecord, List.of())
                .detectionDelay()
                .map(inception -> new NewIdentityReport(
                        summary.provider(), summary.displayName().text(), inception));
    }
}
