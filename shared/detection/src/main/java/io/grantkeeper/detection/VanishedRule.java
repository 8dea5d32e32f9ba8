package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.Stored;
import java.util.List;
import java.util.Optional;

/** A grant that was live is gone, as a complete listing has shown. Kept for the record; below what is sent. */
final class VanishedRule implements ChangeRule {
    private final Meaning meaning;

    VanishedRule(Meaning meaning) {
        this.meaning = meaning;
    }

    @Override
    public List<Finding> findings(Change change, Context context) {
        return switch (change) {
            case Change.OfGrant(Optional<Stored<Grant>> before, Stored<Grant> after)
            when !after.isLive() && before.filter(Stored::isLive).isPresent() ->
                List.of(Findings.finding(
                                context,
                                FindingType.GRANT_VANISHED,
                                after.content().key() + "/" + after.removedAt().orElseThrow(),
                                Severity.LOW,
                                "no longer has an access that it had")
                        .was(meaning.inWords(context.identity().provider(), after.content()))
                        .advise("Nothing to do, unless something stopped working.")
                        .about(after.content())
                        .foundAt(after.removedAt().orElseThrow())
                        .build());
            case Change.OfGrant _, Change.OfCredential _, Change.OfIdentity _ -> List.of();
        };
    }
}
