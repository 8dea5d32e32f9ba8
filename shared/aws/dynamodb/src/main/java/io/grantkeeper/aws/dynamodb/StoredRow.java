package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.Set;

/** A decoded item of the table. */
public sealed interface StoredRow {
    TenantId tenant();

    record IdentityRow(TenantId tenant, StoredRecord<NonHumanIdentity> identity) implements StoredRow {}

    record GrantRow(TenantId tenant, IdentityId holder, StoredRecord<Grant> grant) implements StoredRow {}

    record CredentialRow(TenantId tenant, IdentityId holder, StoredRecord<Credential> credential)
            implements StoredRow {}

    record PersonRow(TenantId tenant, StoredRecord<Person> person) implements StoredRow {}

    record EventRow(TenantId tenant, StoredRecord<AccessEvent> event) implements StoredRow {}

    record UsageRow(TenantId tenant, StoredRecord<UsageHistory> usage) implements StoredRow {}

    record SummaryRow(TenantId tenant, IdentitySummary summary) implements StoredRow {}

    record FindingRow(TenantId tenant, Finding finding) implements StoredRow {}

    /**
     * Activities of one identity within a few minutes.
     *
     * @param readAt when the first activity was read
     * @param activities the stored form of the activities
     */
    record ActivityRow(
            TenantId tenant, ProviderId provider, ConnectionId connection, Instant readAt, Set<String> activities)
            implements StoredRow {}

    /** An internal item, such as a digest, an alert delivery, a sweep status or a rate budget. */
    record Other(TenantId tenant, String type) implements StoredRow {}
}
