package io.grantkeeper.policy.facts;

import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.policy.intent.PolicyCondition;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tags that Grantkeeper itself assigns to identities, so that policies can respond to drift and paths. The security
 * team cannot assign these tags.
 */
public final class DerivedTags {
    /** The identity departs from its approval of record in at least one respect. */
    public static final String DRIFTED = "drifted";
    /** The requested action is outside the approval of record. Only the decision point assigns this tag. */
    public static final String OUTSIDE_APPROVAL = "outside-approval";

    private DerivedTags() {}

    /** Returns a tag for each zone that an identity can get control of through a path. */
    static Set<String> ofZones(Collection<String> zones) {
        Set<String> tags = new TreeSet<>();
        zones.forEach(zone -> tags.add(PolicyCondition.Tagged.REACHES + zone));
        return tags;
    }

    /** Returns whether a tag name is reserved. */
    public static boolean isReserved(String tag) {
        return tag.equals(DRIFTED)
                || tag.startsWith(DRIFTED + "-")
                || tag.startsWith(PolicyCondition.Tagged.REACHES)
                || tag.equals(OUTSIDE_APPROVAL);
    }

    /** Returns the tags for the comparison with an approval: {@code drifted}, and one tag for each kind of drift. */
    static Set<String> of(ApprovalReview review, Instant now) {
        Set<String> tags = new TreeSet<>();
        review.drift().forEach(kind -> tags.add(of(kind)));
        if (review.state().permits() && hasEnded(review, now)) {
            tags.add(of(DriftKind.ENDED));
        }
        if (!tags.isEmpty()) {
            tags.add(DRIFTED);
        }
        return tags;
    }

    /** Returns whether the approval permits access at this time; it may have ended since the comparison. */
    static boolean permits(ApprovalReview review, Instant now) {
        return review.state().permits() && !hasEnded(review, now);
    }

    private static boolean hasEnded(ApprovalReview review, Instant now) {
        return review.until().filter(end -> !end.isAfter(now)).isPresent();
    }

    private static String of(DriftKind kind) {
        return DRIFTED + "-" + kind.code();
    }
}
