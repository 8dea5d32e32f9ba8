package io.grantkeeper.reviews;

import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.question.Campaign;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * A review as it is configured; each time it runs it makes a {@link Campaign}.
 *
 * @param name in ids, so lower case and dashes
 * @param schedule when it runs by itself; empty where only a person or a change starts it
 * @param on findings that start a small review of the one identity they are about
 * @param open how long people have
 * @param grace for {@link Campaign.Unanswered#REVOKE_AFTER_GRACE}: from the end until access is taken away
 */
public record ReviewPlan(
        String name,
        ReviewScope scope,
        Optional<Schedule> schedule,
        Set<FindingType> on,
        Duration open,
        Campaign.Unanswered unanswered,
        Duration grace) {
    /** Every so many days, counted from the first. */
    public record Schedule(LocalDate first, int everyDays) {
        /** The day on which the current period began; empty before the first one. */
        Optional<LocalDate> current(LocalDate today) {
            long days = ChronoUnit.DAYS.between(first, today);
            return days < 0 ? Optional.empty() : Optional.of(first.plusDays(days - days % everyDays));
        }
    }

    public ReviewPlan {
        on = Set.copyOf(on);
    }

    /** The campaign that runs now by the schedule. */
    Optional<Campaign> scheduled(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return schedule.flatMap(when -> when.current(today)).map(day -> campaign(name + "-" + day, now));
    }

    /** The campaign that a person starts today. */
    Campaign started(Instant now) {
        return campaign(name + "-" + LocalDate.ofInstant(now, ZoneOffset.UTC), now);
    }

    Campaign campaign(String id, Instant now) {
        Instant due = now.plus(open);
        return new Campaign(
                id,
                name,
                on.isEmpty() ? scope.words() : "What has changed",
                now,
                due,
                unanswered,
                unanswered == Campaign.Unanswered.REVOKE_AFTER_GRACE ? Optional.of(due.plus(grace)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
