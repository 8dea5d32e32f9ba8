package io.grantkeeper.answers;

import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UseReview;
import io.grantkeeper.identity.question.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What we would answer, and why. Where nobody can tell what an identity uses, nothing is recommended: unknown is not
 * unused.
 *
 * @param answer empty where nothing is recommended
 * @param reason one or two sentences
 */
public record Recommendation(Optional<Answer> answer, String reason) {
    private static final Duration LONG_UNUSED = Duration.ofDays(90);

    public static Recommendation of(IdentitySummary identity, List<Finding> open, Instant now) {
        Optional<UseReview> use = identity.use();
        boolean unapproved = open.stream().anyMatch(finding -> finding.type() == FindingType.SHADOW_AI);
        return switch (identity.lastUsed()) {
            case Moment.Never _ -> new Recommendation(Optional.of(Answer.REVOKE), "It was never used.");
            case Moment.At(Instant last)
            when Duration.between(last, now).compareTo(LONG_UNUSED) > 0 ->
                new Recommendation(
                        Optional.of(Answer.REVOKE),
                        "It has not been used for %d days."
                                .formatted(Duration.between(last, now).toDays()));
            case Moment.At(Instant _)
            when use.filter(review -> !review.surplus().isEmpty()).isPresent() ->
                new Recommendation(Optional.of(Answer.REDUCE), use.get().sentence());
            case Moment.At(Instant _)
            when unapproved ->
                new Recommendation(
                        Optional.empty(),
                        "It is in use, but it is AI that nobody has approved: decide whether you want it.");
            case Moment.At(Instant last)
            when !identity.severity().atLeast(Severity.HIGH) && open.isEmpty() ->
                new Recommendation(
                        Optional.of(Answer.KEEP),
                        "It was used %s, and nothing about it is open.".formatted(ago(Duration.between(last, now))));
            case Moment.At(Instant last) ->
                new Recommendation(
                        Optional.empty(),
                        "It was used %s. What it can do is grave: decide whether it still has to."
                                .formatted(ago(Duration.between(last, now))));
            case Moment.Unknown _ ->
                new Recommendation(
                        Optional.empty(),
                        "Nobody can tell whether it is used, so nothing is recommended. Keep it only if you know what it is for.");
        };
    }

    private static String ago(Duration since) {
        long days = Math.max(0, since.toDays());
        return days == 0 ? "today" : days == 1 ? "yesterday" : days + " days ago";
    }
}
