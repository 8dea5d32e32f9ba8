package io.grantkeeper.owners.reviews;

import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.question.ReviewCampaign;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * A configured review. Each run of the review creates a {@link ReviewCampaign}.
 *
 * @param name used in ids, so it consists of lowercase letters and dashes
 * @param schedule when the review runs automatically; empty if it is started only by a person or a change
 * @param on the types of findings that start a small review, which covers only the identity that the finding is about
 * @param open how long people have to answer
 * @param grace for {@link ReviewCampaign.Unanswered#REVOKE_AFTER_GRACE}: the time between the end of the review and the
 *     revocation
 */
public record ReviewPlan(
        String name,
        ReviewScope scope,
        Optional<Schedule> schedule,
        Set<FindingType> on,
        Duration open,
        ReviewCampaign.Unanswered unanswered,
        Duration grace) {
    /** A fixed number of days between runs, counted from the first run. */
    public record Schedule(LocalDate first, int everyDays) {
        /**
         * Returns the first day of the interval that contains the given day; empty if the day is before the first run.
         */
        Optional<LocalDate> current(LocalDate today) {
            long days = ChronoUnit.DAYS.between(first, today);
            return days < 0 ? Optional.empty() : Optional.of(first.plusDays(days - days % everyDays));
        }
    }

    public ReviewPlan {
        on = Set.copyOf(on);
    }

    /**
     * Returns the campaign that the schedule starts for the current interval; empty if there is no schedule or it has
     * not begun yet.
     */
    Optional<ReviewCampaign> scheduled(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return schedule.flatMap(when -> when.current(today)).map(day -> campaign(name + "-" + day, now));
    }

    /** Returns the campaign that a person starts today. */
    ReviewCampaign started(Instant now) {
        return campaign(name + "-" + LocalDate.ofInstant(now, ZoneOffset.UTC), now);
    }

    ReviewCampaign campaign(String id, Instant now) {
        Instant due = now.plus(open);
        return new ReviewCampaign(
                id,
                name,
                on.isEmpty() ? scope.words() : "What has changed",
                now,
                due,
                unanswered,
                unanswered == ReviewCampaign.Unanswered.REVOKE_AFTER_GRACE
                        ? Optional.of(due.plus(grace))
                        : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
