package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.permissions.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A live grant reaches further than it did: more permissions, more resources or people, or a longer life. Equivalent
 * rewrites stay silent.
 */
final class ExpansionRule implements ChangeRule {
    private static final int HEADLINE_POINTS = 2;
    private final Meaning meaning;

    ExpansionRule(Meaning meaning) {
        this.meaning = meaning;
    }

    @Override
    public List<Finding> findings(Change change, Context context) {
        return switch (change) {
            case Change.OfGrant(Optional<Stored<Grant>> before, Stored<Grant> after)
            when before.isPresent()
                    && before.get().isLive()
                    && after.isLive()
                    && before.get().content().standing() != Standing.REQUESTED ->
                expansions(before.get().content(), after, context);
            case Change.OfGrant _, Change.OfCredential _, Change.OfIdentity _ -> List.of();
        };
    }

    private List<Finding> expansions(Grant before, Stored<Grant> after, Context context) {
        List<Finding> findings = new ArrayList<>();
        Grant now = after.content();
        meaning.compareScopes(context.identity().provider(), before, now)
                .filter(Comparison::expanded)
                .ifPresent(comparison ->
                        findings.add(expanded(FindingType.SCOPES_EXPANDED, comparison, before, after, context)));
        meaning.compareReach(context.identity().provider(), before, now)
                .filter(Comparison::expanded)
                .ifPresent(comparison ->
                        findings.add(expanded(FindingType.REACH_EXPANDED, comparison, before, after, context)));
        if (Lifetimes.extended(before.expires(), now.expires())) {
            findings.add(Findings.finding(
                            context,
                            FindingType.LIFETIME_EXTENDED,
                            now.key() + "/" + after.observedAt(),
                            Severity.max(
                                    Severity.LOW,
                                    meaning.risk(context.identity(), now, context.recognition())
                                            .severity()),
                            Lifetimes.headline(now.expires()))
                    .was(List.of(Lifetimes.words(before.expires())))
                    .is(List.of(Lifetimes.words(now.expires())))
                    .about(now)
                    .foundAt(after.observedAt())
                    .build());
        }
        return findings;
    }

    private Finding expanded(
            FindingType type, Comparison comparison, Grant before, Stored<Grant> after, Context context) {
        Grant now = after.content();
        Meaning.Risk risk = meaning.risk(context.identity(), now, context.recognition());
        return Findings.finding(
                        context,
                        type,
                        now.key() + "/" + after.observedAt(),
                        Severity.max(Severity.MEDIUM, risk.severity()),
                        headline(comparison))
                .was(meaning.inWords(context.identity().provider(), before))
                .is(meaning.inWords(context.identity().provider(), now))
                .because(risk.reasons())
                .advise("Check that it needs this. If not, have it reduced or revoked.")
                .about(now)
                .foundAt(after.observedAt())
                .build();
    }

    private static String headline(Comparison comparison) {
        List<String> gained = comparison.gained();
        if (gained.isEmpty()) {
            return "can now do more than before";
        }
        String first =
                String.join(" and ", gained.stream().limit(HEADLINE_POINTS).toList());
        int more = gained.size() - HEADLINE_POINTS;
        return "can now " + first + (more > 0 ? ", and %d more".formatted(more) : "");
    }

    /** Whether and how a lifetime grew. */
    static final class Lifetimes {
        private Lifetimes() {}

        /** Only what is known on both sides can have grown. */
        static boolean extended(Moment before, Moment after) {
            return switch (before) {
                case Moment.At(var old) ->
                    switch (after) {
                        case Moment.At(var now) -> now.isAfter(old);
                        case Moment.Never _ -> true;
                        case Moment.Unknown _ -> false;
                    };
                case Moment.Never _, Moment.Unknown _ -> false;
            };
        }

        static String headline(Moment after) {
            return after instanceof Moment.Never ? "no longer expires" : "lives longer than before";
        }

        static String words(Moment expires) {
            return switch (expires) {
                case Moment.At(var instant) -> "ends on " + instant.toString().substring(0, 10);
                case Moment.Never _ -> "does not expire";
                case Moment.Unknown _ -> "it is not known whether it expires";
            };
        }
    }
}
