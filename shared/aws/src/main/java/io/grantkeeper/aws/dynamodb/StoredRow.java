package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.Stored;

/** An item of the table, as what it is. */
public sealed interface StoredRow {
    TenantId tenant();

    record IdentityRow(TenantId tenant, Stored<NonHumanIdentity> identity) implements StoredRow {}

    record GrantRow(TenantId tenant, IdentityId holder, Stored<Grant> grant) implements StoredRow {}

    record CredentialRow(TenantId tenant, IdentityId holder, Stored<Credential> credential) implements StoredRow {}

    record PersonRow(TenantId tenant, Stored<Person> person) implements StoredRow {}

    record EventRow(TenantId tenant, Stored<AccessEvent> event) implements StoredRow {}

    record UsageRow(TenantId tenant, Stored<UsageHistory> usage) implements StoredRow {}

    record SummaryRow(TenantId tenant, IdentitySummary summary) implements StoredRow {}

    record FindingRow(TenantId tenant, Finding finding) implements StoredRow {}

    /** Bookkeeping: digests, sends, freshness, budgets. */
    record Other(TenantId tenant, String type) implements StoredRow {}
}
