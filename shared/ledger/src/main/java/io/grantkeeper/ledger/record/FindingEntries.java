package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Evidence;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Pseudonyms;
import java.util.List;

/** What is told of a finding before it is opened. */
final class FindingEntries {
    private FindingEntries() {}

    static Entry opened(Pseudonyms names, TenantId tenant, Finding finding) {
        IdentityId identity = finding.identity();
        String key = names.of(tenant, identity, finding.key());
        return Entry.of(
                        "finding.opened/%s/%s".formatted(identity, key),
                        tenant,
                        finding.foundAt(),
                        new Happening.FindingOpened(key, finding.type(), finding.severity()),
                        recorder(finding.type()))
                .about(identity)
                .causedBy(finding.cause().toOptional().map(person -> names.of(tenant, person)))
                .with(List.of(new Evidence("finding", names.of(tenant, identity, ModelJson.write(finding)))));
    }

    /** Who finds what. */
    private static Actor recorder(FindingType type) {
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
                    OVER_PRIVILEGED -> ChangeRecorder.RECORDER;
            case ACCESS_REQUESTED -> Actor.function("decide");
            case UNREVIEWED -> Actor.function("settle-answer");
        };
    }
}
