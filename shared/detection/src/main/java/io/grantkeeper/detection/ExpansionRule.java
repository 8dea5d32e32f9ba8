package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.permissions.AccessComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reports a live grant that was expanded: more permissions, more resources or people, or a longer lifetime. Equivalent
 * rewrites of a grant are not reported.
 */
final class ExpansionRule implements DetectionRule {
    private static final int HEADLINE_POINTS = 2;
    private final AccessInterpreter meaning;

    ExpansionRule(AccessInterpreter meaning) {
        this.meaning = meaning;
    }

    @Override
    public List<Finding> findings(RowChange change, DetectionContext context) {
        return switch (change) {
            case RowChange.OfGrant(Optional<StoredRecord<Grant>> before, StoredRecord<Grant> after)
            when before.isPresent()
                    && before.get().isLive()
                    && after.isLive()
                    && before.get().content().standing() != ProviderStatus.REQUESTED ->
                expansions(before.get().content(), after, context);
            case RowChange.OfGrant _, RowChange.OfCredential _, RowChange.OfIdentity _ -> List.of();
        };
    }

    private List<Finding> expansions(Grant before, StoredRecord<Grant> after, DetectionContext context) {
        List<Finding> findings = new ArrayList<>();
        Grant now = after.content();
        meaning.compareScopes(context.identity().provider(), before, now)
                .filter(AccessComparison::expanded)
                .ifPresent(comparison ->
                        findings.add(expanded(FindingType.SCOPES_EXPANDED, comparison, before, after, context)));
        meaning.compareReach(context.identity().provider(), before, now)
                .filter(AccessComparison::expanded)
                .ifPresent(comparison ->
                        findings.add(expanded(FindingType.REACH_EXPANDED, comparison, before, after, context)));
        if (Lifetimes.extended(before.expires(), now.expires())) {
            findings.add(FindingBuilder.finding(
                            context,
                            FindingType.LIFETIME_EXTENDED,
                            now.key() + "/" + after.observedAt(),
                            Severity.max(
                                    Severity.LOW,
                                    meaning.risk(context.identity(), now, context.recognition())
                                            .severity()),
                            Lifetimes.headline(now.expires()))
                    .before(List.of(Lifetimes.words(before.expires())))
                    .after(List.of(Lifetimes.words(now.expires())))
                    .about(now)
                    .foundAt(after.observedAt())
                    .build());
        }
        return findings;
    }

    private Finding expanded(
            FindingType type,
            AccessComparison comparison,
            Grant before,
            StoredRecord<Grant> after,
            DetectionContext context) {
        Grant now = after.content();
        AccessInterpreter.Risk risk = meaning.risk(context.identity(), now, context.recognition());
        return FindingBuilder.finding(
                        context,
                        type,
                        now.key() + "/" + after.observedAt(),
                        Severity.max(Severity.MEDIUM, risk.severity()),
                        headline(comparison))
                .before(meaning.describe(context.identity().provider(), before))
                .after(meaning.describe(context.identity().provider(), now))
                .because(risk.reasons())
                .advise("Check whether it needs this access. If not, have the access reduced or revoked.")
                .about(now)
                .foundAt(after.observedAt())
                .build();
    }

    private static String headline(AccessComparison comparison) {
        List<String> gained = comparison.gained();
        if (gained.isEmpty()) {
            return "can now do more than before";
        }
        String first =
                String.join(" and ", gained.stream().limit(HEADLINE_POINTS).toList());
        int more = gained.size() - HEADLINE_POINTS;
        return "can now " + first + (more > 0 ? ", and %d more".formatted(more) : "");
    }

    /** Compares the lifetimes of grants and credentials. */
    static final class Lifetimes {
        private Lifetimes() {}

        /** Returns whether a lifetime was extended; false if either time is unknown. */
        static boolean extended(Timestamp before, Timestamp after) {
            return switch (before) {
                case Timestamp.At(var old) ->
                    switch (after) {
                        case Timestamp.At(var now) -> now.isAfter(old);
                        case Timestamp.Never _ -> true;
                        case Timestamp.Unknown _ -> false;
                    };
                case Timestamp.Never _, Timestamp.Unknown _ -> false;
            };
        }

        static String headline(Timestamp after) {
            return after instanceof Timestamp.Never ? "no longer expires" : "expires later than before";
        }

        static String words(Timestamp expires) {
            return switch (expires) {
                case Timestamp.At(var instant) ->
                    "expires on " + instant.toString().substring(0, 10);
                case Timestamp.Never _ -> "does not expire";
                case Timestamp.Unknown _ -> "whether it expires is unknown";
            };
        }
    }
}
