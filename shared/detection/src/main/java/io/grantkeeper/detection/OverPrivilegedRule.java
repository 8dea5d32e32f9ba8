package io.grantkeeper.detection;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UseReview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Access of weight that use never needed: one finding an identity, and none for trifles. */
final class OverPrivilegedRule {
    private static final String KEY = "over-privileged/";
    private static final int HEADLINE_POINTS = 2;

    private OverPrivilegedRule() {}

    static Optional<Finding> finding(
            IdentityId identity, UseReview review, List<Meaning.Surplus> surplus, List<String> enough, Instant now) {
        if (surplus.stream().noneMatch(Meaning.Surplus::ofWeight)) {
            return Optional.empty();
        }
        Severity gravest = surplus.stream().map(Meaning.Surplus::severity).reduce(Severity.UNKNOWN, Severity::max);
        return Optional.of(new Finding(
                KEY + String.join(" ", review.surplus()),
                identity,
                FindingType.OVER_PRIVILEGED,
                gravest.atLeast(Severity.CRITICAL) ? Severity.HIGH : Severity.MEDIUM,
                FindingStatus.OPEN,
                headline(review),
                List.of(),
                review.unused(),
                List.of(review.sentence()),
                enough.isEmpty()
                        ? "Have its access revoked where nobody needs it."
                        : "Have it reduced to this: %s.".formatted(UseSentences.listed(enough)),
                Knowledge.unknown(),
                List.of(),
                now,
                Optional.empty(),
                Optional.empty()));
    }

    /** Whether all that a newer finding calls surplus was told with an older one: then nobody need hear of it again. */
    static boolean covers(Finding older, Finding newer) {
        return surplus(older).containsAll(surplus(newer));
    }

    private static Set<String> surplus(Finding finding) {
        return Set.of(finding.key().substring(KEY.length()).split(" ", -1));
    }

    private static String headline(UseReview review) {
        List<String> quoted = review.unused().stream()
                .limit(HEADLINE_POINTS)
                .map(words -> "\"" + words + "\"")
                .toList();
        int more = review.unused().size() - HEADLINE_POINTS;
        return "has not used %s%s in the %s we can see"
                .formatted(
                        String.join(" and ", quoted),
                        more > 0 ? ", and %d more,".formatted(more) : "",
                        UseSentences.days(review.days()));
    }
}
