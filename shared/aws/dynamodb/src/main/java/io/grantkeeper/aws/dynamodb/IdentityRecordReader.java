package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Assembles the record of an identity from the items of its partition. */
final class IdentityRecordReader {
    private final List<StoredRecord<NonHumanIdentity>> identities = new ArrayList<>();
    private final List<StoredRecord<Grant>> grants = new ArrayList<>();
    private final List<StoredRecord<Credential>> credentials = new ArrayList<>();
    private final List<AccessEvent> events = new ArrayList<>();
    private final List<UsageHistory> usage = new ArrayList<>();
    private final List<IdentitySummary> summaries = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private IdentityRecordReader() {}

    /** Returns the record; empty if the identity itself is not among the items. */
    static Optional<IdentityRecord> read(List<Map<String, AttributeValue>> items) {
        IdentityRecordReader reader = new IdentityRecordReader();
        items.stream().map(ItemCodec::row).forEach(reader::add);
        return reader.identityRecord();
    }

    private void add(StoredRow row) {
        switch (row) {
            case StoredRow.IdentityRow found -> identities.add(found.identity());
            case StoredRow.GrantRow found -> grants.add(found.grant());
            case StoredRow.CredentialRow found -> credentials.add(found.credential());
            case StoredRow.EventRow found -> events.add(found.event().content());
            case StoredRow.UsageRow found -> usage.add(found.usage().content());
            case StoredRow.SummaryRow found -> summaries.add(found.summary());
            case StoredRow.FindingRow found -> findings.add(found.finding());
            case StoredRow.PersonRow _,
                    StoredRow.ActivityRow _,
                    StoredRow.Other _ -> {} // these rows are never stored under an identity
        }
    }

    private Optional<IdentityRecord> identityRecord() {
        findings.sort(FindingOrder.MOST_SEVERE_FIRST);
        return identities.stream()
                .findFirst()
                .map(identity -> new IdentityRecord(
                        identity,
                        grants,
                        credentials,
                        events,
                        usage,
                        summaries.stream().findFirst(),
                        findings));
    }
}
