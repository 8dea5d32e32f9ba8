package io.grantkeeper.detection;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.List;
import java.util.Optional;

/**
 * Reports a known identity that gains a credential, a credential whose lifetime was extended, and a new identity of
 * which only a credential is known.
 */
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
        if (!after.isLive() || (before.isEmpty() && after.baseline())) {
            return List.of();
        }
        if (before.isEmpty() && context.cameWithIdentity(after.firstSeen())) {
            return context.hasNoGrant() ? List.of(newIdentity(after, context)) : List.of();
        }
        Credential credential = after.content();
        if (before.filter(StoredRecord::isLive).isEmpty()) {
            return List.of(finding(
                            context,
                            FindingType.CREDENTIAL_ADDED,
                            after,
                            "has a new " + CredentialNames.name(credential, identity(context)) + " to sign in with")
                    .after(List.of(ExpansionRule.Lifetimes.words(credential.expires())))
                    .because("Anyone who has the credential can use all of this access.")
                    .build());
        }
        Credential old = before.get().content();
        if (ExpansionRule.Lifetimes.extended(old.expires(), credential.expires())) {
            return List.of(finding(
                            context,
                            FindingType.LIFETIME_EXTENDED,
                            after,
                            "has " + CredentialNames.withArticle(credential, identity(context)) + " that "
                                    + ExpansionRule.Lifetimes.headline(credential.expires()))
                    .before(List.of(ExpansionRule.Lifetimes.words(old.expires())))
                    .after(List.of(ExpansionRule.Lifetimes.words(credential.expires())))
                    .build());
        }
        return List.of();
    }

    private static String identity(DetectionContext context) {
        return context.identity().displayName().text();
    }

    /** Returns the finding about a new identity of which only a credential is known, such as an app password. */
    private static Finding newIdentity(StoredRecord<Credential> after, DetectionContext context) {
        Credential credential = after.content();
        boolean usable =
                switch (credential.standing()) {
                    case ACTIVE, UNKNOWN -> true;
                    case REQUESTED, SUSPENDED -> false;
                };
        FindingBuilder finding = FindingBuilder.finding(
                        context,
                        FindingType.IDENTITY_APPEARED,
                        "",
                        usable ? Severity.MEDIUM : Severity.LOW,
                        usable
                                ? "appeared, with %s to sign in with"
                                        .formatted(CredentialNames.typeWithArticle(credential))
                                : "exists, but its %s cannot be used".formatted(CredentialNames.type(credential)))
                .after(List.of(ExpansionRule.Lifetimes.words(credential.expires())))
                .foundAt(after.observedAt());
        if (usable) {
            finding.because("Anyone who has the credential can sign in with it.");
        }
        return finding.because(Finding.ACCESS_NOT_STATED).build();
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
}
