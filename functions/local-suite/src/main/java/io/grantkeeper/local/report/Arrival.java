package io.grantkeeper.local.report;

import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.JoinedEvidence;
import java.util.List;
import java.util.Optional;

/** Someone who came in after the first sweep, and how soon that was known. */
public record Arrival(ProviderId provider, String name, JoinedEvidence.Inception inception) {
    /** Empty where it was there before anyone looked, or where no event tells when it came. */
    public static Optional<Arrival> of(IdentitySummary summary, IdentityDossier dossier) {
        return JoinedEvidence.of(dossier, List.of())
                .inception()
                .map(inception -> new Arrival(summary.provider(), summary.displayName(), inception));
    }
}
