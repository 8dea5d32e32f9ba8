package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.DecisionEngine;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes recorded decisions again under other policies, before anyone is affected. Deterministic: each decision is made at
 * its own instant, with what was known of its subject then.
 */
public final class Replay {
    private final DecisionEngine engine;
    private final int most;
    private final List<Difference> blocks = new ArrayList<>();
    private final List<Difference> releases = new ArrayList<>();
    private final TreeSet<String> subjects = new TreeSet<>();
    private long actions;
    private long blocked;
    private long released;
    private @Nullable Instant first;
    private @Nullable Instant last;

    /** @param most so many differences of each kind are kept as examples; all are counted */
    public Replay(DecisionEngine engine, int most) {
        this.engine = engine;
        this.most = most;
    }

    /**
     * One action that would have ended otherwise.
     *
     * @param reasons why, under the other policies
     */
    public record Difference(String decision, Instant at, String subject, String action, List<String> reasons) {
        public Difference {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What came of it.
     *
     * @param blocked of all actions, those that ran and would not have
     * @param released those that were denied and would have run
     * @param subjects who would have been stopped
     */
    public record Result(
            Share blocked,
            Share released,
            Duration span,
            List<String> subjects,
            List<Difference> blocks,
            List<Difference> releases) {
        public Result {
            subjects = List.copyOf(subjects);
            blocks = List.copyOf(blocks);
            releases = List.copyOf(releases);
        }

        /** "would have blocked 3 of 12,450 actions in 30 days, and let through 1 that was denied". */
        public String sentence() {
            if (blocked.whole() == 0) {
                return "would have blocked nothing: no action is on record for these days";
            }
            String sentence = String.format(
                    Locale.ROOT,
                    "would have blocked %,d of %,d actions in %s",
                    blocked.part(),
                    blocked.whole(),
                    days(span));
            return switch ((int) Math.min(2, released.part())) {
                case 0 -> sentence;
                case 1 -> sentence + ", and let through 1 that was denied";
                default ->
                    sentence + String.format(Locale.ROOT, ", and let through %,d that were denied", released.part());
            };
        }

        private static String days(Duration span) {
            long days = span.plusDays(1).minusNanos(1).toDays();
            return days == 1 ? "1 day" : "%d days".formatted(days);
        }
    }

    /** Decides once more what was decided. */
    public void add(RecordedDecision recorded) {
        actions++;
        first = first == null || recorded.at().isBefore(first) ? recorded.at() : first;
        last = last == null || recorded.at().isAfter(last) ? recorded.at() : last;
        Decision now = engine.decide(
                recorded.request(), recorded.subject(), recorded.approval().isPresent());
        if (now.permitted() == recorded.decision().permitted()) {
            return;
        }
        if (now.permitted()) {
            released++;
            keep(releases, recorded, now);
        } else {
            blocked++;
            subjects.add(recorded.request().subject().id());
            keep(blocks, recorded, now);
        }
    }

    private void keep(List<Difference> differences, RecordedDecision recorded, Decision now) {
        if (differences.size() < most) {
            AccessRequest request = recorded.request();
            differences.add(new Difference(
                    recorded.id(),
                    recorded.at(),
                    request.subject().id(),
                    "%s %s %s"
                            .formatted(
                                    request.action(),
                                    request.resource().type(),
                                    request.resource().id()),
                    now.reasons()));
        }
    }

    /** What has come of it so far. */
    public Result result() {
        Duration span = first == null ? Duration.ZERO : Duration.between(first, Objects.requireNonNull(last));
        return new Result(
                new Share(blocked, actions),
                new Share(released, actions),
                span,
                List.copyOf(subjects),
                blocks,
                releases);
    }
}
