package io.grantkeeper.detection;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports a known identity that gains a credential, or a credential whose lifetime was extended. */
final class NewCredentialRule implements DetectionRule {
    @Override
    public List<Finding> findings(RowChange change, DetectionContext context) {
        return switch (change) {
            case RowChange.OfCredential(Optional<StoredRecord<Credential>> before, StoredRecord<Credential> after) ->
                findings(before, after, context);
            case RowChange.OfGrant _, RowChange.OfIdentity _ -> List.of();
        };
    }

    private static List<Finding> findings(
            Optional<StoredRecord<Credential>> before, StoredRecord<Credential> after, DetectionContext context) {
        boolean cameWithIdentity = before.isEmpty() && context.cameWithIdentity(after.firstSeen());
        if (!after.isLive() || after.baseline() || cameWithIdentity) {
            return List.of();
        }
        Credential credential = after.content();
        if (before.filter(StoredRecord::isLive).isEmpty()) {
            return List.of(finding(
                            context,
                            FindingType.CREDENTIAL_ADDED,
                            after,
                            "has a new " + name(credential) + " to sign in with")
                    .after(List.of(ExpansionRule.Lifetimes.words(credential.expires())))
                    .because("Anyone who has the new credential can use all of the identity's access.")
                    .build());
        }
        Credential old = before.get().content();
        if (ExpansionRule.Lifetimes.extended(old.expires(), credential.expires())) {
            return List.of(finding(
                            context,
                            FindingType.LIFETIME_EXTENDED,
                            after,
                            "has a " + name(credential) + " that "
                                    + ExpansionRule.Lifetimes.headline(credential.expires()))
                    .before(List.of(ExpansionRule.Lifetimes.words(old.expires())))
                    .after(List.of(ExpansionRule.Lifetimes.words(credential.expires())))
                    .build());
        }
        return List.of();
    }

    private static FindingBuilder finding(
            DetectionContext context, FindingType type, StoredRecord<Credential> after, String headline) {
        Severity severity = Severity.max(
                Severity.MEDIUM,
                context.summary().map(summary -> summary.severity()).orElse(Severity.UNKNOWN));
        return FindingBuilder.finding(
                        context, type, after.content().key() + "/" + after.observedAt(), severity, headline)
                .advise("Check whether you or your team added it. If not, have it removed immediately.")
                .foundAt(after.observedAt());
    }

    private static String name(Credential credential) {
        String type = credential.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return (type.equals("unknown") ? "credential" : type)
                + (credential.hint().isEmpty() ? "" : " (" + credential.hint() + ")");
    }
}
