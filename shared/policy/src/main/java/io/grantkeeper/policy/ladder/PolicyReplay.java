package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.DecisionEngine;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicySetSettings;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A policy replay, which repeats recorded decisions with other policies before those policies affect anyone. The result
 * is always the same, because each decision is repeated with its original time and the facts that were known then.
 */
public final class PolicyReplay {
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

    /**
     * Creates a replay.
     *
     * @param engine decides with the other policies
     * @param most the maximum number of examples of each kind; differences beyond that are only counted
     */
    public PolicyReplay(DecisionEngine engine, int most) {
        this.engine = engine;
        this.most = most;
    }

    /**
     * An action that the other policies decide differently.
     *
     * @param decision the ID of the recorded decision
     * @param reasons the reasons for the decision of the other policies
     */
    public record Difference(String decision, Instant at, String subject, String action, List<String> reasons) {
        public Difference {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * The result of a replay.
     *
     * @param blocked the actions that were permitted but would have been denied, out of all actions
     * @param released the actions that were denied but would have been permitted, out of all actions
     * @param span the time between the first and the last decision
     * @param subjects the subjects whose actions would have been denied
     * @param blocks examples of {@code blocked}
     * @param releases examples of {@code released}
     */
    public record Result(
            Proportion blocked,
            Proportion released,
            Duration span,
            List<String> subjects,
            List<Difference> blocks,
            List<Difference> releases) {
        public Result {
            subjects = List.copyOf(subjects);
            blocks = List.copyOf(blocks);
            releases = List.copyOf(releases);
        }

        /**
         * Returns a summary such as "would have blocked 3 of 12,450 actions in 30 days, and allowed 1 that was denied".
         */
        public String sentence() {
            if (blocked.whole() == 0) {
                return "would have blocked nothing: no actions are recorded for this period";
            }
            String sentence = String.format(
                    Locale.ROOT,
                    "would have blocked %,d of %,d actions in %s",
                    blocked.part(),
                    blocked.whole(),
                    days(span));
            return switch ((int) Math.min(2, released.part())) {
                case 0 -> sentence;
                case 1 -> sentence + ", and allowed 1 that was denied";
                default -> sentence + String.format(Locale.ROOT, ", and allowed %,d that were denied", released.part());
            };
        }

        private static String days(Duration span) {
            long days = span.plusDays(1).minusNanos(1).toDays();
            return days == 1 ? "1 day" : "%d days".formatted(days);
        }
    }

    /**
     * Returns the policies to replay. Changed policies and policies whose names are selected are at {@code stage}; the
     * others stay at their stored stage.
     *
     * @param changed the policies that replace those in force with the same names; if this set has its own settings,
     *     they also replace the settings in force
     */
    public static PolicySet policies(
            List<StoredPolicy> inForce, PolicySet changed, Predicate<String> selected, PolicyStage stage) {
        PolicySet stored = PolicySet.ofStored(inForce);
        Map<String, PolicyDocument> all = new LinkedHashMap<>();
        stored.policies()
                .forEach(policy ->
                        all.put(policy.name(), selected.test(policy.name()) ? policy.atStage(stage) : policy));
        changed.policies().forEach(policy -> all.put(policy.name(), policy.atStage(stage)));
        boolean own = !changed.settings().equals(PolicySetSettings.STANDARD);
        return PolicySet.of(List.copyOf(all.values()), own ? changed.settings() : stored.settings());
    }

    /** Repeats a recorded decision with the other policies, and counts it if the result differs. */
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
            addExample(releases, recorded, now);
        } else {
            blocked++;
            subjects.add(recorded.request().subject().id());
            addExample(blocks, recorded, now);
        }
    }

    private void addExample(List<Difference> differences, RecordedDecision recorded, Decision now) {
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

    /** Returns the result for the decisions added so far. */
    public Result result() {
        Duration span = first == null ? Duration.ZERO : Duration.between(first, Objects.requireNonNull(last));
        return new Result(
                new Proportion(blocked, actions),
                new Proportion(released, actions),
                span,
                List.copyOf(subjects),
                blocks,
                releases);
    }
}
