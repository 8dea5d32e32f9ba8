package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Moves policies on the ladder. On the clock it weighs the evidence: a policy that is fit to climb is proposed, one that
 * is not fit to stay steps down at once. A person approves or declines a proposal, or takes a policy down.
 *
 * <p>Every step is told to the journal before it is taken, and taken by a conditional write; run again after it died
 * anywhere, it does what was left undone. What a person has approved is kept first: the next review lets the policy climb
 * where whoever approved died before it did.
 */
public final class ClimbLadder {
    private static final int PAGE = 200;
    private static final String BY_EVIDENCE = "grantkeeper/climb-ladder";

    private final PolicyStore policies;
    private final PromotionStore promotions;
    private final DecisionLog decisions;
    private final Supplier<Answers> answers;
    private final LadderJournal journal;
    private final LadderNews news;
    private final Function<StoredPolicy, Optional<LadderLimits>> limits;
    private final Clock clock;

    /**
     * @param answers what people said, read anew for each weighing
     * @param limits what a policy's document asks of the evidence; empty for a document that is no policy
     */
    public ClimbLadder(
            PolicyStore policies,
            PromotionStore promotions,
            DecisionLog decisions,
            Supplier<Answers> answers,
            LadderJournal journal,
            LadderNews news,
            Function<StoredPolicy, Optional<LadderLimits>> limits,
            Clock clock) {
        this.policies = policies;
        this.promotions = promotions;
        this.decisions = decisions;
        this.answers = answers;
        this.journal = journal;
        this.news = news;
        this.limits = limits;
        this.clock = clock;
    }

    /** What was weighed, and what it came to. */
    public record Weighed(StoredPolicy policy, LadderEvidence evidence, LadderVerdict verdict) {}

    /** Puts a text in force. A policy that is new, or whose text is another, starts in training: trust is in a text. */
    public StoredPolicy apply(TenantId tenant, String name, String text, String by) {
        Optional<StoredPolicy> stored = policies.policy(tenant, name);
        PolicyVersion version = PolicyVersion.ofText(text);
        if (stored.isPresent() && stored.get().version().equals(version)) {
            return stored.get();
        }
        StoredPolicy next = new StoredPolicy(
                name,
                text,
                version,
                Stage.TRAINING,
                clock.instant(),
                stored.map(StoredPolicy::revision).orElse(0L));
        journal.proposed(tenant, next, by);
        policies.save(tenant, next);
        overtake(tenant, next, "its text was changed");
        return next.withRevision(next.revision() + 1);
    }

    /**
     * One policy with what is asked of it, and what was counted so far.
     *
     * @param declined by whom its last proposal was declined, where one was
     * @param sinceThen what was counted after that
     */
    private record Weighing(
            StoredPolicy policy,
            LadderLimits limits,
            EvidenceCollector collector,
            Optional<Promotion> declined,
            EvidenceCollector sinceThen) {
        private void add(RecordedDecision decision) {
            collector.add(decision);
            if (declined.isPresent()) {
                sinceThen.add(decision);
            }
        }

        private Weighed weighed(Instant now) {
            LadderEvidence evidence = collector.evidence(now);
            LadderVerdict verdict = Ladder.judge(evidence, limits, policy.since());
            return new Weighed(
                    policy,
                    evidence,
                    declined.filter(_ -> verdict instanceof LadderVerdict.Advance)
                            .map(promotion -> anew(promotion, now))
                            .orElse(verdict));
        }

        /** What a person has declined is proposed again when what was seen since then carries it on its own. */
        private LadderVerdict anew(Promotion promotion, Instant now) {
            Instant then = promotion.decidedAt().orElse(promotion.proposedAt());
            LadderVerdict verdict = Ladder.judge(sinceThen.evidence(now), limits, latest(then, policy.since()));
            return switch (verdict) {
                case LadderVerdict.Advance advance -> advance;
                case LadderVerdict.Retreat(var _, String reason) -> declined(promotion, then, List.of(reason));
                case LadderVerdict.Stay(List<String> missing) -> declined(promotion, then, missing);
            };
        }

        private static LadderVerdict declined(Promotion promotion, Instant then, List<String> missing) {
            String who = "%s declined it at %s (%s); since then:"
                    .formatted(promotion.decidedBy().orElse("somebody"), then, promotion.note());
            return new LadderVerdict.Stay(
                    Stream.concat(Stream.of(who), missing.stream()).toList());
        }
    }

    /** Weighs all policies of a tenant, in one pass over the record of decisions. */
    public List<Weighed> weigh(TenantId tenant) {
        Instant now = clock.instant();
        Answers said = answers.get();
        List<Weighing> all = new ArrayList<>();
        Instant earliest = now;
        for (StoredPolicy policy : policies.all(tenant)) {
            Optional<LadderLimits> asked = limits.apply(policy);
            if (asked.isPresent()) {
                Instant since = latest(now.minus(asked.get().window()), policy.since());
                Function<RecordedDecision, Optional<Answers.Asked>> about = decision -> said.about(tenant, decision);
                Optional<Promotion> declined = declined(tenant, policy);
                Instant then = declined.flatMap(Promotion::decidedAt).orElse(since);
                all.add(new Weighing(
                        policy,
                        asked.get(),
                        new EvidenceCollector(policy, since, about),
                        declined,
                        new EvidenceCollector(policy, latest(since, then), about)));
                earliest = since.isBefore(earliest) ? since : earliest;
            }
        }
        Optional<String> next = Optional.empty();
        do {
            Slice<RecordedDecision> slice = decisions.between(tenant, earliest, now, PAGE, next);
            slice.items().forEach(decision -> all.forEach(each -> each.add(decision)));
            next = slice.next();
        } while (next.isPresent());
        return all.stream().map(each -> each.weighed(now)).toList();
    }

    /** The last proposal for this text at this stage that a person declined. */
    private Optional<Promotion> declined(TenantId tenant, StoredPolicy policy) {
        return promotions.of(tenant, policy.name()).stream()
                .filter(promotion -> promotion.state() == Promotion.State.DECLINED && promotion.isOf(policy))
                .max(Comparator.comparing(promotion -> promotion.decidedAt().orElse(promotion.proposedAt())));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Weighs, proposes what may climb, and takes down what may not stay. */
    public List<Weighed> review(TenantId tenant) {
        List<Weighed> all = weigh(tenant);
        for (Weighed weighed : all) {
            try {
                if (finish(tenant, weighed.policy()).isEmpty()) {
                    settle(tenant, weighed);
                }
            } catch (LostRaceException _) {
                // Somebody changed it meanwhile: what was weighed is of the past, and the next review weighs it anew.
            }
        }
        return all;
    }

    /** Lets a policy climb that a person has approved, where that was left undone. */
    private Optional<StoredPolicy> finish(TenantId tenant, StoredPolicy policy) {
        return promotions.of(tenant, policy.name()).stream()
                .filter(promotion -> promotion.state() == Promotion.State.APPROVED && promotion.isFor(policy))
                .findFirst()
                .map(approved -> climb(tenant, policy, approved));
    }

    private StoredPolicy climb(TenantId tenant, StoredPolicy policy, Promotion approved) {
        journal.promoted(
                tenant,
                policy,
                approved.to(),
                approved.decidedBy().orElseThrow(),
                approved.decidedAt().orElseThrow());
        StoredPolicy climbed = policy.at(approved.to(), clock.instant());
        policies.save(tenant, climbed);
        return climbed.withRevision(climbed.revision() + 1);
    }

    private void settle(TenantId tenant, Weighed weighed) {
        switch (weighed.verdict()) {
            case LadderVerdict.Advance(Stage to) -> propose(tenant, weighed, to);
            case LadderVerdict.Retreat(Stage to, String reason) -> {
                news.steppedDown(tenant, weighed.policy(), to, reason);
                stepDown(tenant, weighed.policy(), to, BY_EVIDENCE, reason);
            }
            case LadderVerdict.Stay _ -> overtake(tenant, weighed.policy(), "the evidence does not carry it any more");
        }
    }

    private void propose(TenantId tenant, Weighed weighed, Stage to) {
        StoredPolicy policy = weighed.policy();
        List<Promotion> made = promotions.of(tenant, policy.name());
        for (Promotion other : made) {
            if (other.isOpen() && !other.isFor(policy)) {
                overtake(tenant, other, "the policy's text or stage is another now");
            }
        }
        Promotion proposal = made.stream()
                .filter(promotion -> promotion.isOpen() && promotion.isFor(policy))
                .findFirst()
                .map(open -> open.with(weighed.evidence()))
                .orElseGet(() -> Promotion.proposed(policy, weighed.evidence(), to, clock.instant()));
        promotions.save(tenant, proposal);
        news.proposed(tenant, proposal);
    }

    /** The proposal that waits for a person, where there is one. */
    public Optional<Promotion> open(TenantId tenant, String name) {
        return policies.policy(tenant, name).flatMap(policy -> open(tenant, policy));
    }

    private Optional<Promotion> open(TenantId tenant, StoredPolicy policy) {
        return promotions.of(tenant, policy.name()).stream()
                .filter(promotion -> promotion.isOpen() && promotion.isFor(policy))
                .findFirst();
    }

    /**
     * Lets a policy climb by the proposal that waits for it.
     *
     * @throws NoProposalException where none waits, or it speaks of another text or stage
     */
    public StoredPolicy approve(TenantId tenant, String name, String by) {
        StoredPolicy policy = stored(tenant, name);
        Optional<StoredPolicy> begun = finish(tenant, policy);
        if (begun.isPresent()) {
            return begun.get();
        }
        Promotion approved = open(tenant, policy)
                .orElseThrow(() -> new NoProposalException(
                        "no proposal waits for '%s' as it stands; 'policy propose' shows what is missing"
                                .formatted(name)))
                .ended(Promotion.State.APPROVED, Optional.of(by), clock.instant(), "");
        promotions.save(tenant, approved);
        return climb(tenant, policy, approved);
    }

    /**
     * Declines the proposal that waits.
     *
     * @throws NoProposalException where none waits
     */
    public void decline(TenantId tenant, String name, String by, String why) {
        Promotion promotion = open(tenant, name)
                .orElseThrow(() -> new NoProposalException("no proposal waits for '%s'".formatted(name)));
        promotions.save(tenant, promotion.ended(Promotion.State.DECLINED, Optional.of(by), clock.instant(), why));
    }

    /**
     * Takes a policy down, since a person wants it so.
     *
     * @throws IllegalArgumentException where it does not stand above that stage
     */
    public StoredPolicy demote(TenantId tenant, String name, Stage to, String by, String reason) {
        StoredPolicy policy = stored(tenant, name);
        if (policy.stage().compareTo(to) <= 0) {
            throw new IllegalArgumentException("'%s' stands in %s: down from there is no way to %s"
                    .formatted(name, policy.stage().code(), to.code()));
        }
        return stepDown(tenant, policy, to, by, reason);
    }

    /** Takes a policy out of force. */
    public void remove(TenantId tenant, String name, String by, String reason) {
        StoredPolicy policy = stored(tenant, name);
        journal.demoted(tenant, policy, Stage.TRAINING, by, "taken out of force: " + reason, clock.instant());
        policies.remove(tenant, policy);
        overtake(tenant, policy, "the policy was taken out of force");
    }

    private StoredPolicy stepDown(TenantId tenant, StoredPolicy policy, Stage to, String by, String reason) {
        Instant now = clock.instant();
        journal.demoted(tenant, policy, to, by, reason, now);
        StoredPolicy lower = policy.at(to, now);
        policies.save(tenant, lower);
        overtake(tenant, policy, reason);
        return lower.withRevision(lower.revision() + 1);
    }

    private void overtake(TenantId tenant, StoredPolicy policy, String why) {
        promotions.of(tenant, policy.name()).stream()
                .filter(Promotion::isOpen)
                .forEach(promotion -> overtake(tenant, promotion, why));
    }

    private void overtake(TenantId tenant, Promotion promotion, String why) {
        promotions.save(tenant, promotion.ended(Promotion.State.OVERTAKEN, Optional.empty(), clock.instant(), why));
    }

    private StoredPolicy stored(TenantId tenant, String name) {
        return policies.policy(tenant, name)
                .orElseThrow(() -> new NoProposalException("no policy '%s' is in force".formatted(name)));
    }
}
