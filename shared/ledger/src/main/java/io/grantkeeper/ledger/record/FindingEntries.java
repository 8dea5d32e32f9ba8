package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import java.util.List;

/** Creates the ledger entries that are recorded before a finding is opened. */
final class FindingEntries {
    private FindingEntries() {}

    static LedgerEntry opened(Pseudonyms names, TenantId tenant, Finding finding) {
        IdentityId identity = finding.identity();
        String key = names.of(tenant, identity, finding.key());
        return LedgerEntry.of(
                        "finding.opened/%s/%s".formatted(identity, key),
                        tenant,
                        finding.foundAt(),
                        new LedgerEvent.FindingOpened(key, finding.type(), finding.severity()),
                        recorder(finding.type()))
                .withIdentity(identity)
                .withCause(finding.cause().toOptional().map(person -> names.of(tenant, person)))
                .withEvidence(
                        List.of(new EntryEvidence("finding", names.of(tenant, identity, ModelJson.write(finding)))));
    }

    /** Returns the function that detects findings of this type, as the ledger entry names it. */
    private static EntryActor recorder(FindingType type) {
        return switch (type) {
            case SHADOW_AI,
                    IDENTITY_APPEARED,
                    GRANT_APPEARED,
                    SCOPES_EXPANDED,
                    REACH_EXPANDED,
                    CREDENTIAL_ADDED,
                    LIFETIME_EXTENDED,
                    EXPIRING,
                    OWNER_LEFT,
                    GRANT_VANISHED,
                    FELL_SILENT,
                    OVER_PRIVILEGED,
                    DRIFTED -> ChangeRecorder.RECORDER;
            case ACCESS_REQUESTED -> EntryActor.function("decide");
            case UNREVIEWED -> EntryActor.function("settle-answer");
        };
    }
}
