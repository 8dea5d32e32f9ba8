package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.OwnerAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Grantkeeper's recommended answer, and the reason for it. If an identity's usage is unknown, nothing is recommended,
 * because unknown usage does not mean no usage.
 *
 * @param answer empty if nothing is recommended
 * @param reason one or two sentences
 */
public record AnswerRecommendation(Optional<OwnerAnswer> answer, String reason) {
    private static final Duration LONG_UNUSED = Duration.ofDays(90);

    public static AnswerRecommendation of(IdentitySummary identity, List<Finding> open, Instant now) {
        Optional<UsageReview> use = identity.use();
        boolean unapproved = open.stream().anyMatch(finding -> finding.type() == FindingType.SHADOW_AI);
        return switch (identity.lastUsed()) {
            case Timestamp.Never _ ->
                new AnswerRecommendation(Optional.of(OwnerAnswer.REVOKE), "It has no recorded use.");
            case Timestamp.At(Instant last)
            when Duration.between(last, now).compareTo(LONG_UNUSED) > 0 ->
                new AnswerRecommendation(
                        Optional.of(OwnerAnswer.REVOKE),
                        "Its last recorded use was %d days ago."
                                .formatted(Duration.between(last, now).toDays()));
            case Timestamp.At(Instant _)
            when use.filter(review -> !review.surplus().isEmpty()).isPresent() ->
                new AnswerRecommendation(
                        Optional.of(OwnerAnswer.REDUCE), use.get().sentence());
            case Timestamp.At(Instant _)
            when unapproved ->
                new AnswerRecommendation(
                        Optional.empty(), "It is in use, but it is unapproved AI. Decide whether you want to keep it.");
            case Timestamp.At(Instant last)
            when !identity.severity().atLeast(Severity.HIGH) && open.isEmpty() ->
                new AnswerRecommendation(
                        Optional.of(OwnerAnswer.KEEP),
                        "It was last used %s, and it has no open findings."
                                .formatted(ago(Duration.between(last, now))));
            case Timestamp.At(Instant last) ->
                new AnswerRecommendation(
                        Optional.empty(),
                        "It was last used %s. It has far-reaching access or open findings: decide whether it still needs its access."
                                .formatted(ago(Duration.between(last, now))));
            case Timestamp.Unknown _ ->
                new AnswerRecommendation(
                        Optional.empty(),
                        "Its usage is unknown, so Grantkeeper makes no recommendation. Keep it only if you know what it is for.");
        };
    }

    /**
     * Returns the same recommendation, but without an answer if the recommended answer is not one of the question's
     * answers.
     */
    public AnswerRecommendation among(Predicate<OwnerAnswer> offered) {
        return new AnswerRecommendation(answer.filter(offered), reason);
    }

    private static String ago(Duration since) {
        long days = Math.max(0, since.toDays());
        return days == 0 ? "today" : days == 1 ? "yesterday" : days + " days ago";
    }
}
