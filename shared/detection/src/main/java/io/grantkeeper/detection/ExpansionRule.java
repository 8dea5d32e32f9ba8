package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.permissions.GrantComparisonResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reports a live grant that was expanded: more permissions, more resources or people, or a longer lifetime. One change
 * to a grant results in one finding, even if several of these expanded. Equivalent rewrites of a grant are not
 * reported.
 */
final class ExpansionRule implements DetectionRule {
    private static final int HEADLINE_POINTS = 2;
    /**
     * The start of a sentence about an expansion that gives no additional capability, such as "it now covers every
     * repository".
     */
    private static final String SENTENCE = "it now ";

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
        Grant now = after.content();
        Optional<GrantComparisonResult> scopes = meaning.compareScopes(
                        context.identity().provider(), before, now)
                .filter(GrantComparisonResult::expanded);
        Optional<GrantComparisonResult> reach = meaning.compareReach(
                        context.identity().provider(), before, now)
                .filter(GrantComparisonResult::expanded);
        boolean extended = Lifetimes.extended(before.expires(), now.expires());
        if (scopes.isEmpty() && reach.isEmpty() && !extended) {
            return List.of();
        }
        boolean morePower = scopes.isPresent() || reach.isPresent();
        FindingType type = scopes.isPresent()
                ? FindingType.SCOPES_EXPANDED
                : reach.isPresent() ? FindingType.REACH_EXPANDED : FindingType.LIFETIME_EXTENDED;
        AccessInterpreter.Risk risk = meaning.risk(context.identity(), now, context.recognition());
        FindingBuilder finding = FindingBuilder.finding(
                        context,
                        type,
                        now.key() + "/" + after.observedAt(),
                        Severity.max(morePower ? Severity.MEDIUM : Severity.LOW, risk.severity()),
                        headline(scopes, reach, extended ? Optional.of(now.expires()) : Optional.empty()))
                .about(now)
                .foundAt(after.observedAt());
        if (morePower) {
            finding.because(risk.reasons())
                    .advise("Check whether it needs this access. If not, have the access reduced or revoked.");
        }
        return List.of(finding.before(words(before, morePower, extended, context))
                .after(words(now, morePower, extended, context))
                .build());
    }

    private List<String> words(Grant grant, boolean morePower, boolean extended, DetectionContext context) {
        List<String> words = new ArrayList<>();
        if (morePower) {
            words.addAll(meaning.describe(context.identity().provider(), grant));
        }
        if (extended) {
            words.add(Lifetimes.words(grant.expires()));
        }
        return words;
    }

    private static String headline(
            Optional<GrantComparisonResult> scopes,
            Optional<GrantComparisonResult> reach,
            Optional<Timestamp> newExpiry) {
        List<String> gained = Stream.of(scopes, reach)
                .flatMap(Optional::stream)
                .flatMap(comparison -> comparison.gained().stream())
                .distinct()
                .toList();
        String lifetime = newExpiry.map(Lifetimes::headline).orElse("");
        if (scopes.isEmpty() && reach.isEmpty()) {
            return lifetime;
        }
        return power(gained) + (lifetime.isEmpty() ? "" : ", and " + lifetime);
    }

    /**
     * Returns the predicate of the headline: the gained capabilities if there are any, otherwise a phrase such as "now
     * covers every repository".
     */
    private static String power(List<String> gained) {
        List<String> capabilities =
                gained.stream().filter(words -> !words.startsWith(SENTENCE)).toList();
        if (capabilities.isEmpty()) {
            return gained.isEmpty()
                    ? "can now do more than before"
                    : gained.getFirst().substring(SENTENCE.indexOf(' ') + 1);
        }
        String first = String.join(
                " and ", capabilities.stream().limit(HEADLINE_POINTS).toList());
        int more = capabilities.size() - HEADLINE_POINTS;
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
