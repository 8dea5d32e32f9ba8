package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.List;
import java.util.Optional;

/**
 * Reports a grant that was removed, which means that a complete listing no longer contains it. The finding documents
 * the removal; its severity is below the level at which alerts are sent.
 */
final class RemovedGrantRule implements DetectionRule {
    private final AccessInterpreter meaning;

    RemovedGrantRule(AccessInterpreter meaning) {
        this.meaning = meaning;
    }

    @Override
    public List<Finding> findings(RowChange change, DetectionContext context) {
        return switch (change) {
            case RowChange.OfGrant(Optional<StoredRecord<Grant>> before, StoredRecord<Grant> after)
            when !after.isLive() && before.filter(StoredRecord::isLive).isPresent() ->
                List.of(FindingBuilder.finding(
                                context,
                                FindingType.GRANT_VANISHED,
                                after.content().key() + "/" + after.removedAt().orElseThrow(),
                                Severity.LOW,
                                "lost access that it had before")
                        .before(meaning.describe(context.identity().provider(), after.content()))
                        .advise("No action is needed unless something stopped working.")
                        .about(after.content())
                        .foundAt(after.removedAt().orElseThrow())
                        .build());
            case RowChange.OfGrant _, RowChange.OfCredential _, RowChange.OfIdentity _ -> List.of();
        };
    }
}
