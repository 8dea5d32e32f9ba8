package io.grantkeeper.detection;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.Stored;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A known identity has one more way to prove itself, or one that lives longer than it did. */
final class CredentialRule implements ChangeRule {
    @Override
    public List<Finding> findings(Change change, Context context) {
        return switch (change) {
            case Change.OfCredential(Optional<Stored<Credential>> before, Stored<Credential> after) ->
                findings(before, after, context);
            case Change.OfGrant _, Change.OfIdentity _ -> List.of();
        };
    }

    private static List<Finding> findings(
            Optional<Stored<Credential>> before, Stored<Credential> after, Context context) {
        boolean cameWithIdentity = before.isEmpty() && context.cameWithIdentity(after.firstSeen());
        if (!after.isLive() || after.baseline() || cameWithIdentity) {
            return List.of();
        }
        Credential credential = after.content();
        if (before.filter(Stored::isLive).isEmpty()) {
            return List.of(finding(
                            context,
                            FindingType.CREDENTIAL_ADDED,
                            after,
                            "has a new " + name(credential) + " to sign in with")
                    .is(List.of(ExpansionRule.Lifetimes.words(credential.expires())))
                    .because("Whoever holds the new credential can use everything that the identity may do.")
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
                    .was(List.of(ExpansionRule.Lifetimes.words(old.expires())))
                    .is(List.of(ExpansionRule.Lifetimes.words(credential.expires())))
                    .build());
        }
        return List.of();
    }

    private static Findings finding(Context context, FindingType type, Stored<Credential> after, String headline) {
        Severity severity = Severity.max(
                Severity.MEDIUM,
                context.summary().map(summary -> summary.severity()).orElse(Severity.UNKNOWN));
        return Findings.finding(context, type, after.content().key() + "/" + after.observedAt(), severity, headline)
                .advise("Check that you or your team added it. If not, have it removed at once.")
                .foundAt(after.observedAt());
    }

    private static String name(Credential credential) {
        String type = credential.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return (type.equals("unknown") ? "credential" : type)
                + (credential.hint().isEmpty() ? "" : " (" + credential.hint() + ")");
    }
}
