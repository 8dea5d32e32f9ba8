package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.FindingRank;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import java.util.List;

/** Creates the ledger entries that are recorded before a finding is opened. */
final class FindingLedgerEntries {
    private FindingLedgerEntries() {}

    /**
     * Returns whether an entry must be recorded before the finding is opened. A finding with a rank has an entry only
     * if the store would open it, because the entry would otherwise contradict the finding that is stored. Entries of
     * all other findings can be recorded again, because they have the same id.
     */
    static boolean isNeeded(FindingStore findings, TenantId tenant, Finding finding) {
        return FindingRank.of(finding).isEmpty() || findings.wouldOpen(tenant, finding);
    }

    static LedgerEntry opened(Pseudonyms names, TenantId tenant, Finding finding) {
        IdentityId identity = finding.identity();
        String key = names.of(tenant, identity, finding.key());
        return LedgerEntry.of(
                        openedId(names, tenant, finding),
                        tenant,
                        finding.foundAt(),
                        new LedgerEvent.FindingOpened(key, finding.type(), finding.severity()),
                        EntryActor.function(finding.type().recorder()))
                .withIdentity(identity)
                .withCause(finding.cause().toOptional().map(person -> names.of(tenant, person)))
                .withEvidence(
                        List.of(new EntryEvidence("finding", names.of(tenant, identity, ModelJson.write(finding)))));
    }

    /**
     * Returns the id of the entry. A finding that replaces another one has the same key, but needs a separate entry.
     */
    static String openedId(Pseudonyms names, TenantId tenant, Finding finding) {
        String text =
                FindingRank.of(finding).map(rank -> finding.key() + "/" + rank).orElse(finding.key());
        return "finding.opened/%s/%s".formatted(finding.identity(), names.of(tenant, finding.identity(), text));
    }
}
