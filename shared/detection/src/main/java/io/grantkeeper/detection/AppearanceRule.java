package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.Stored;
import java.util.List;
import java.util.Optional;

/**
 * Something holds access that held none before: a new identity, or a known one with a new grant. What the first
 * complete sweep shows is not news.
 */
final class AppearanceRule implements ChangeRule {
    private final Meaning meaning;

    AppearanceRule(Meaning meaning) {
        this.meaning = meaning;
    }

    @Override
    public List<Finding> findings(Change change, Context context) {
        return switch (change) {
            case Change.OfGrant(Optional<Stored<Grant>> before, Stored<Grant> after)
            when after.isLive()
                    && !after.baseline()
                    && before.filter(known -> isNoNews(known, after.content())).isEmpty() ->
                List.of(appeared(before, after, context));
            case Change.OfGrant _, Change.OfCredential _, Change.OfIdentity _ -> List.of();
        };
    }

    /** That a person's suspended access works again comes with the person, and is no news for each of their apps. */
    private static boolean isNoNews(Stored<Grant> known, Grant after) {
        return known.isLive()
                && switch (known.content().standing()) {
                    case ACTIVE, UNKNOWN -> true;
                    case REQUESTED -> false;
                    case SUSPENDED ->
                        after.standing() != Standing.ACTIVE || after.subject() instanceof GrantSubject.OnePerson;
                };
    }

    private Finding appeared(Optional<Stored<Grant>> before, Stored<Grant> after, Context context) {
        Grant grant = after.content();
        Meaning.Risk risk = meaning.risk(context.identity(), grant, context.recognition());
        boolean newIdentity = before.isEmpty() && context.cameWithIdentity(after.firstSeen());
        boolean suspended = grant.standing() == Standing.SUSPENDED;
        boolean resumed = before.filter(Stored::isLive)
                .filter(known -> known.content().standing() == Standing.SUSPENDED)
                .isPresent();
        String headline =
                switch (grant.standing()) {
                    case REQUESTED -> "was asked for and waits for approval";
                    case SUSPENDED -> "is known here, but suspended or restricted: it can use nothing";
                    case ACTIVE, UNKNOWN ->
                        (newIdentity ? "appeared" : resumed ? "can use its access again" : "was given access")
                                + where(grant);
                };
        return Findings.finding(
                        context,
                        newIdentity ? FindingType.IDENTITY_APPEARED : FindingType.GRANT_APPEARED,
                        newIdentity ? "" : grant.key() + "/" + after.observedAt(),
                        suspended ? Severity.LOW : risk.severity(),
                        headline)
                .was(before.isPresent() ? List.of("no access that could be used") : List.of())
                .is(
                        suspended
                                ? List.of("no access that could be used")
                                : meaning.inWords(context.identity().provider(), grant))
                .because(suspended ? List.of() : risk.reasons())
                .about(grant)
                .foundAt(after.observedAt())
                .build();
    }

    private static String where(Grant grant) {
        return switch (grant.subject()) {
            case GrantSubject.OnePerson _ -> ", with access to one person's data";
            case GrantSubject.WholeTenant _ -> ", with access for the whole organisation";
        };
    }
}
