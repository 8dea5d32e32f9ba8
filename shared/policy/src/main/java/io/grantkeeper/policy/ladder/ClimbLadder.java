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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Moves policies on the ladder. On the clock it weighs the evidence: a policy that is fit to climb is proposed, one that
 * is not fit to stay steps down at once. A person approves or declines a proposal, or takes a policy down.
 *
 * <p>Every step is told to the journal before it is taken, and taken by a conditional write; run again after it died
 * anywhere, it does what was left undone.
 */
public final class ClimbLadder {
    private static final int PAGE = 200;
    private static final String BY_EVIDENCE = "grantkeeper/climb-ladder";

    private final PolicyStore policies;
    private final PromotionStore promotions;
    private final DecisionLog decisions;
    private final Answers answers;
    private final LadderJournal journal;
    private final Function<StoredPolicy, LadderLimits> limits;
    private final Clock clock;

    /** @param limits what a policy's document asks of the evidence */
    public ClimbLadder(
            PolicyStore policies,
            PromotionStore promotions,
            DecisionLog decisions,
            Answers answers,
            LadderJournal journal,
            Function<StoredPolicy, LadderLimits> limits,
            Clock clock) {
        this.policies = policies;
        this.promotions = promotions;
        this.decisions = decisions;
        this.answers = answers;
        this.journal = journal;
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

    /** Weighs all policies of a tenant, in one pass over the record of decisions. */
    public List<Weighed> weigh(TenantId tenant) {
        Instant now = clock.instant();
        List<StoredPolicy> all = policies.all(tenant);
        List<EvidenceCollector> collectors = new ArrayList<>();
        Instant earliest = now;
        for (StoredPolicy policy : all) {
            Instant since = now.minus(limits.apply(policy).window());
            collectors.add(new EvidenceCollector(policy, since, decision -> answers.about(tenant, decision)));
            earliest = since.isBefore(earliest) ? since : earliest;
        }
        Optional<String> next = Optional.empty();
        do {
            Slice<RecordedDecision> slice = decisions.between(tenant, earliest, now, PAGE, next);
            slice.items().forEach(decision -> collectors.forEach(collector -> collector.add(decision)));
            next = slice.next();
        } while (next.isPresent());
        List<Weighed> weighed = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            StoredPolicy policy = all.get(i);
            LadderEvidence evidence = collectors.get(i).evidence(now);
            weighed.add(new Weighed(policy, evidence, Ladder.judge(evidence, limits.apply(policy), policy.since())));
        }
        return weighed;
    }

    /** Weighs, proposes what may climb, and takes down what may not stay. */
    public List<Weighed> review(TenantId tenant) {
        List<Weighed> all = weigh(tenant);
        for (Weighed weighed : all) {
            try {
                settle(tenant, weighed);
            } catch (LostRaceException e) {
                // Somebody changed it meanwhile: what was weighed is of the past, and the next review weighs it anew.
            }
        }
        return all;
    }

    private void settle(TenantId tenant, Weighed weighed) {
        switch (weighed.verdict()) {
            case LadderVerdict.Advance(Stage to) -> propose(tenant, weighed, to);
            case LadderVerdict.Retreat(Stage to, String reason) ->
                stepDown(tenant, weighed.policy(), to, BY_EVIDENCE, reason);
            case LadderVerdict.Stay _ -> overtake(tenant, weighed.policy(), "the evidence does not carry it any more");
        }
    }

    private void propose(TenantId tenant, Weighed weighed, Stage to) {
        List<Promotion> made = promotions.of(tenant, weighed.policy().name());
        Optional<Promotion> same = made.stream()
                .filter(promotion -> promotion.isFor(weighed.policy()))
                .findFirst();
        if (same.isPresent() && same.get().isOpen()) {
            promotions.save(tenant, same.get().with(weighed.evidence()));
        } else if (same.isEmpty() || same.get().state() == Promotion.State.OVERTAKEN) {
            promotions.save(tenant, Promotion.proposed(weighed.evidence(), to, clock.instant()));
        }
        // What a person has declined is not proposed again for the same text at the same stage.
    }

    /** The proposal that waits for a person, where there is one. */
    public Optional<Promotion> open(TenantId tenant, String policy) {
        return promotions.of(tenant, policy).stream().filter(Promotion::isOpen).findFirst();
    }

    /**
     * Lets a policy climb by the proposal that waits for it.
     *
     * @throws NoProposalException where none waits, or it speaks of another text or stage
     */
    public StoredPolicy approve(TenantId tenant, String name, String by) {
        StoredPolicy policy = stored(tenant, name);
        Promotion promotion = open(tenant, name)
                .filter(proposal -> proposal.isFor(policy))
                .orElseThrow(() -> new NoProposalException(
                        "no proposal waits for '%s' as it stands; 'policy propose' shows what is missing"
                                .formatted(name)));
        Instant now = clock.instant();
        journal.promoted(tenant, policy, promotion.to(), by, now);
        policies.save(tenant, policy.at(promotion.to(), now));
        promotions.save(tenant, promotion.ended(Promotion.State.APPROVED, Optional.of(by), now, ""));
        return stored(tenant, name);
    }

    /** Declines the proposal that waits. */
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
        stepDown(tenant, policy, to, by, reason);
        return stored(tenant, name);
    }

    /** Takes a policy out of force. */
    public void remove(TenantId tenant, String name, String by, String reason) {
        StoredPolicy policy = stored(tenant, name);
        journal.demoted(tenant, policy, Stage.TRAINING, by, "taken out of force: " + reason, clock.instant());
        policies.remove(tenant, policy);
        overtake(tenant, policy, "the policy was taken out of force");
    }

    private void stepDown(TenantId tenant, StoredPolicy policy, Stage to, String by, String reason) {
        Instant now = clock.instant();
        journal.demoted(tenant, policy, to, by, reason, now);
        policies.save(tenant, policy.at(to, now));
        overtake(tenant, policy, reason);
    }

    private void overtake(TenantId tenant, StoredPolicy policy, String why) {
        open(tenant, policy.name())
                .ifPresent(promotion -> promotions.save(
                        tenant, promotion.ended(Promotion.State.OVERTAKEN, Optional.empty(), clock.instant(), why)));
    }

    private StoredPolicy stored(TenantId tenant, String name) {
        return policies.policy(tenant, name)
                .orElseThrow(() -> new NoProposalException("no policy '%s' is in force".formatted(name)));
    }
}
