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

/** Everything stored about one identity, including its grants, credentials and removed rows. */
public record IdentityRecord(
        StoredRecord<NonHumanIdentity> identity,
        List<StoredRecord<Grant>> grants,
        List<StoredRecord<Credential>> credentials,
        List<AccessEvent> events,
        List<UsageHistory> usage,
        Optional<IdentitySummary> summary,
        List<Finding> findings) {
    public IdentityRecord {
        grants = List.copyOf(grants);
        credentials = List.copyOf(credentials);
        events = List.copyOf(events);
        usage = List.copyOf(usage);
        findings = List.copyOf(findings);
    }

    /** Returns a copy of this record with another summary. */
    public IdentityRecord withSummary(IdentitySummary newSummary) {
        return new IdentityRecord(identity, grants, credentials, events, usage, Optional.of(newSummary), findings);
    }
}
