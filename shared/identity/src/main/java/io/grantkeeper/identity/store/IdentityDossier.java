package io.grantkeeper.identity.store;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import java.util.List;
import java.util.Optional;

/** One identity with all it holds and all that is known of it, removed rows included. */
public record IdentityDossier(
        Stored<NonHumanIdentity> identity,
        List<Stored<Grant>> grants,
        List<Stored<Credential>> credentials,
        List<AccessEvent> events,
        List<UsageHistory> usage,
        Optional<IdentitySummary> summary,
        List<Finding> findings) {
    public IdentityDossier {
        grants = List.copyOf(grants);
        credentials = List.copyOf(credentials);
        events = List.copyOf(events);
        usage = List.copyOf(usage);
        findings = List.copyOf(findings);
    }
}
