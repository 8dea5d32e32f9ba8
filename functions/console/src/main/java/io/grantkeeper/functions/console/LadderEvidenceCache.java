package io.grantkeeper.functions.console;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.ladder.PromotePolicies;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache that keeps the evidence for all policies in memory for {@link #FRESH}. An evaluation reads each recorded
 * decision of the period, so requests share one evaluation. An evaluation that would read too many decisions is
 * aborted.
 */
final class LadderEvidenceCache {
    /** How long an evaluation is reused. {@code promote-policies} evaluates once a day. */
    static final Duration FRESH = Duration.ofMinutes(1);

    /** The maximum number of decisions that an evaluation reads. */
    static final int MOST_DECISIONS = 20_000;

    /** The text that is shown instead of the evidence if there are too many decisions. */
    static final String TOO_MANY =
            "More than %,d decisions are recorded, too many to evaluate here: run 'grantkeeper policy status'."
                    .formatted(MOST_DECISIONS);

    private final Clock clock;
    private final Supplier<List<PromotePolicies.Assessment>> assess;
    private volatile @Nullable Evaluated last;

    private record Evaluated(Instant at, Optional<List<PromotePolicies.Assessment>> assessments) {}

    LadderEvidenceCache(Clock clock, Supplier<List<PromotePolicies.Assessment>> assess) {
        this.clock = clock;
        this.assess = assess;
    }

    /** Returns the evaluation; empty if there are too many decisions. */
    synchronized Optional<List<PromotePolicies.Assessment>> read() {
        Evaluated known = last;
        Instant now = clock.instant();
        if (known != null && known.at().plus(FRESH).isAfter(now)) {
            return known.assessments();
        }
        Optional<List<PromotePolicies.Assessment>> assessments;
        try {
            assessments = Optional.of(assess.get());
        } catch (TooManyDecisionsException _) {
            assessments = Optional.empty();
        }
        last = new Evaluated(now, assessments);
        return assessments;
    }

    /** Discards the evaluation because a policy has changed. */
    void forget() {
        last = null;
    }

    /** Thrown to abort an evaluation. */
    private static final class TooManyDecisionsException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Returns a log that throws an exception if more than {@link #MOST_DECISIONS} decisions of a period are read. */
    static DecisionLog bounded(DecisionLog log) {
        return new BoundedLog(log);
    }

    private record BoundedLog(DecisionLog log) implements DecisionLog {
        /**
         * The separator between the two parts of a cursor: the number of decisions read so far, and the cursor of the
         * wrapped log.
         */
        private static final String SEPARATOR = "@";

        @Override
        public void record(TenantId tenant, Collection<RecordedDecision> decisions) {
            log.record(tenant, decisions);
        }

        @Override
        public StorePage<RecordedDecision> between(
                TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
            int read = next.map(text -> Integer.parseInt(text.substring(0, text.indexOf(SEPARATOR))))
                    .orElse(0);
            if (read > MOST_DECISIONS) {
                throw new TooManyDecisionsException();
            }
            StorePage<RecordedDecision> page = log.between(
                    tenant, from, until, limit, next.map(text -> text.substring(text.indexOf(SEPARATOR) + 1)));
            int total = read + page.items().size();
            return new StorePage<>(page.items(), page.next().map(text -> total + SEPARATOR + text));
        }

        @Override
        public StorePage<RecordedDecision> latest(
                TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
            return log.latest(tenant, from, until, limit, next);
        }

        @Override
        public Optional<String> document(TenantId tenant, String id) {
            return log.document(tenant, id);
        }
    }
}
