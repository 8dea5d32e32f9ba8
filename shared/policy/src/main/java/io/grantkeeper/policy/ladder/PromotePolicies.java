package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
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
 * Promotes and demotes policies on the trust ladder. Scheduled runs evaluate the evidence: they propose a promotion for
 * a policy that is ready, and demote a policy that is no longer fit for its stage. A person approves or declines a
 * proposal, or demotes a policy.
 *
 * <p>Every step is first recorded in the ledger and then takes effect through a conditional write. If a run is
 * interrupted at any point, the next one completes the step. An approval is stored before the promotion, so that the
 * next run performs the promotion if the call that approved it was interrupted.
 */
public final class PromotePolicies {
    private static final int PAGE = 200;
    private static final String BY_EVIDENCE = "grantkeeper/promote-policies";

    private final PolicyStore policies;
    private final PromotionStore promotions;
    private final DecisionLog decisions;
    private final Supplier<BlockedActionFeedback> answers;
    private final PolicyChangeLedger journal;
    private final PolicyStageNotifier notifier;
    private final Function<StoredPolicy, Optional<PromotionThresholds>> limits;
    private final Clock clock;

    /**
     * Creates an instance.
     *
     * @param answers supplies people's answers; called again for each evaluation
     * @param limits returns the evidence that a stored document requires; empty for a document that is not a policy
     */
    public PromotePolicies(
            PolicyStore policies,
            PromotionStore promotions,
            DecisionLog decisions,
            Supplier<BlockedActionFeedback> answers,
            PolicyChangeLedger journal,
            PolicyStageNotifier notifier,
            Function<StoredPolicy, Optional<PromotionThresholds>> limits,
            Clock clock) {
        this.policies = policies;
        this.promotions = promotions;
        this.decisions = decisions;
        this.answers = answers;
        this.journal = journal;
        this.notifier = notifier;
        this.limits = limits;
        this.clock = clock;
    }

    /** A policy with its evidence and the consequence of that evidence. */
    public record Assessment(StoredPolicy policy, PromotionEvidence evidence, PromotionVerdict verdict) {}

    /**
     * Puts a policy's text into force. A policy that is new or whose text has changed starts in training, because
     * evidence applies only to the text for which it was collected.
     */
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
                PolicyStage.TRAINING,
                clock.instant(),
                stored.map(StoredPolicy::revision).orElse(0L));
        journal.proposed(tenant, next, by);
        policies.save(tenant, next);
        supersede(tenant, next, "the policy's text was changed");
        return next.withRevision(next.revision() + 1);
    }

    /**
     * A policy whose evidence is being collected.
     *
     * @param declined the policy's last declined proposal, if any
     * @param sinceThen collects the evidence since that proposal was declined
     */
    private record PendingAssessment(
            StoredPolicy policy,
            PromotionThresholds limits,
            PolicyEvidenceCollector collector,
            Optional<PromotionProposal> declined,
            PolicyEvidenceCollector sinceThen) {
        private void add(RecordedDecision decision) {
            collector.add(decision);
            if (declined.isPresent()) {
                sinceThen.add(decision);
            }
        }

        private Assessment assess(Instant now) {
            PromotionEvidence evidence = collector.evidence(now);
            PromotionVerdict verdict = TrustLadder.judge(evidence, limits, policy.since());
            return new Assessment(
                    policy,
                    evidence,
                    declined.filter(_ -> verdict instanceof PromotionVerdict.Promote)
                            .map(promotion -> assessAfterDecline(promotion, now))
                            .orElse(verdict));
        }

        /**
         * Returns the verdict after a person has declined a proposal. The same promotion is proposed again only if the
         * evidence collected since then is sufficient without any older evidence.
         */
        private PromotionVerdict assessAfterDecline(PromotionProposal promotion, Instant now) {
            Instant then = promotion.decidedAt().orElse(promotion.proposedAt());
            PromotionVerdict verdict = TrustLadder.judge(sinceThen.evidence(now), limits, latest(then, policy.since()));
            return switch (verdict) {
                case PromotionVerdict.Promote advance -> advance;
                case PromotionVerdict.Demote(var _, String reason) -> declined(promotion, then, List.of(reason));
                case PromotionVerdict.Stay(List<String> missing) -> declined(promotion, then, missing);
            };
        }

        private static PromotionVerdict declined(PromotionProposal promotion, Instant then, List<String> missing) {
            String who = "%s declined the promotion at %s (%s); since then:"
                    .formatted(promotion.decidedBy().orElse("someone"), then, promotion.note());
            return new PromotionVerdict.Stay(
                    Stream.concat(Stream.of(who), missing.stream()).toList());
        }
    }

    /** Evaluates all policies of a tenant in one pass over the recorded decisions, without changing anything. */
    public List<Assessment> assess(TenantId tenant) {
        Instant now = clock.instant();
        BlockedActionFeedback said = answers.get();
        List<PendingAssessment> all = new ArrayList<>();
        Instant earliest = now;
        for (StoredPolicy policy : policies.all(tenant)) {
            Optional<PromotionThresholds> asked = limits.apply(policy);
            if (asked.isPresent()) {
                Instant since = latest(now.minus(asked.get().window()), policy.since());
                Function<RecordedDecision, Optional<BlockedActionFeedback.Asked>> about =
                        decision -> said.find(tenant, decision);
                Optional<PromotionProposal> declined = lastDeclined(tenant, policy);
                Instant then = declined.flatMap(PromotionProposal::decidedAt).orElse(since);
                all.add(new PendingAssessment(
                        policy,
                        asked.get(),
                        new PolicyEvidenceCollector(policy, since, about),
                        declined,
                        new PolicyEvidenceCollector(policy, latest(since, then), about)));
                earliest = since.isBefore(earliest) ? since : earliest;
            }
        }
        Instant start = earliest;
        StorePage.forEach(
                from -> decisions.between(tenant, start, now, PAGE, from),
                decision -> all.forEach(each -> each.add(decision)));
        return all.stream().map(each -> each.assess(now)).toList();
    }

    /** Returns the last declined proposal for this policy's current text and stage; empty if there is none. */
    private Optional<PromotionProposal> lastDeclined(TenantId tenant, StoredPolicy policy) {
        return promotions.of(tenant, policy.name()).stream()
                .filter(promotion ->
                        promotion.state() == PromotionProposal.State.DECLINED && promotion.isForTextAndStage(policy))
                .max(Comparator.comparing(promotion -> promotion.decidedAt().orElse(promotion.proposedAt())));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * Evaluates all policies, proposes promotions, and demotes policies that must not stay at their stage. Also
     * completes approved promotions that were interrupted.
     */
    public List<Assessment> review(TenantId tenant) {
        List<Assessment> all = assess(tenant);
        for (Assessment weighed : all) {
            try {
                if (completeApproved(tenant, weighed.policy()).isEmpty()) {
                    applyVerdict(tenant, weighed);
                }
            } catch (ConcurrentWriteException _) {
                // The policy was changed during the evaluation, so the result is outdated. The next run evaluates the
                // policy again.
            }
        }
        return all;
    }

    /**
     * Completes an approved promotion that was interrupted.
     *
     * @return the promoted policy; empty if no promotion was interrupted
     */
    private Optional<StoredPolicy> completeApproved(TenantId tenant, StoredPolicy policy) {
        return promotions.of(tenant, policy.name()).stream()
                .filter(promotion ->
                        promotion.state() == PromotionProposal.State.APPROVED && promotion.isForRevision(policy))
                .findFirst()
                .map(approved -> promote(tenant, policy, approved));
    }

    private StoredPolicy promote(TenantId tenant, StoredPolicy policy, PromotionProposal approved) {
        journal.promoted(
                tenant,
                policy,
                approved.to(),
                approved.decidedBy().orElseThrow(),
                approved.decidedAt().orElseThrow());
        StoredPolicy climbed = policy.atStage(approved.to(), clock.instant());
        policies.save(tenant, climbed);
        return climbed.withRevision(climbed.revision() + 1);
    }

    private void applyVerdict(TenantId tenant, Assessment weighed) {
        switch (weighed.verdict()) {
            case PromotionVerdict.Promote(PolicyStage to) -> propose(tenant, weighed, to);
            case PromotionVerdict.Demote(PolicyStage to, String reason) -> {
                notifier.demoted(tenant, weighed.policy(), to, reason);
                applyDemotion(tenant, weighed.policy(), to, BY_EVIDENCE, reason);
            }
            case PromotionVerdict.Stay _ ->
                supersede(tenant, weighed.policy(), "the evidence no longer supports the promotion");
        }
    }

    private void propose(TenantId tenant, Assessment weighed, PolicyStage to) {
        StoredPolicy policy = weighed.policy();
        List<PromotionProposal> made = promotions.of(tenant, policy.name());
        for (PromotionProposal other : made) {
            if (other.isOpen() && !other.isForRevision(policy)) {
                supersede(tenant, other, "the policy's text or stage has changed");
            }
        }
        PromotionProposal proposal = made.stream()
                .filter(promotion -> promotion.isOpen() && promotion.isForRevision(policy))
                .findFirst()
                .map(open -> open.withEvidence(weighed.evidence()))
                .orElseGet(() -> PromotionProposal.proposed(policy, weighed.evidence(), to, clock.instant()));
        promotions.save(tenant, proposal);
        notifier.proposed(tenant, proposal);
    }

    /** Returns the open proposal for a policy's current text and stage; empty if there is none. */
    public Optional<PromotionProposal> openProposal(TenantId tenant, String name) {
        return policies.policy(tenant, name).flatMap(policy -> openProposal(tenant, policy));
    }

    private Optional<PromotionProposal> openProposal(TenantId tenant, StoredPolicy policy) {
        return promotions.of(tenant, policy.name()).stream()
                .filter(promotion -> promotion.isOpen() && promotion.isForRevision(policy))
                .findFirst();
    }

    /**
     * Approves the open proposal and promotes the policy.
     *
     * @throws ProposalNotFoundException if there is no open proposal for the current text and stage
     */
    public StoredPolicy approve(TenantId tenant, String name, String by) {
        StoredPolicy policy = requirePolicy(tenant, name);
        Optional<StoredPolicy> begun = completeApproved(tenant, policy);
        if (begun.isPresent()) {
            return begun.get();
        }
        PromotionProposal approved = openProposal(tenant, policy)
                .orElseThrow(() -> new ProposalNotFoundException(
                        "there is no open proposal for '%s' in its current state; 'policy propose' shows what is missing"
                                .formatted(name)))
                .withState(PromotionProposal.State.APPROVED, Optional.of(by), clock.instant(), "");
        promotions.save(tenant, approved);
        return promote(tenant, policy, approved);
    }

    /**
     * Declines the open proposal.
     *
     * @param why the reason in the person's own words
     * @throws ProposalNotFoundException if there is no open proposal
     */
    public void decline(TenantId tenant, String name, String by, String why) {
        PromotionProposal promotion = openProposal(tenant, name)
                .orElseThrow(() -> new ProposalNotFoundException("there is no open proposal for '%s'".formatted(name)));
        promotions.save(
                tenant, promotion.withState(PromotionProposal.State.DECLINED, Optional.of(by), clock.instant(), why));
    }

    /**
     * Demotes a policy at a person's request.
     *
     * @param reason the reason in the person's own words
     * @throws IllegalArgumentException if the policy is not above the stage {@code to}
     */
    public StoredPolicy demote(TenantId tenant, String name, PolicyStage to, String by, String reason) {
        StoredPolicy policy = requirePolicy(tenant, name);
        if (policy.stage().compareTo(to) <= 0) {
            throw new IllegalArgumentException("'%s' is at the %s stage and cannot be demoted to %s"
                    .formatted(name, policy.stage().code(), to.code()));
        }
        return applyDemotion(tenant, policy, to, by, reason);
    }

    /** Removes a policy at a person's request. Open proposals for the policy are superseded. */
    public void remove(TenantId tenant, String name, String by, String reason) {
        StoredPolicy policy = requirePolicy(tenant, name);
        journal.demoted(tenant, policy, PolicyStage.TRAINING, by, "removed: " + reason, clock.instant());
        policies.remove(tenant, policy);
        supersede(tenant, policy, "the policy was removed");
    }

    private StoredPolicy applyDemotion(TenantId tenant, StoredPolicy policy, PolicyStage to, String by, String reason) {
        Instant now = clock.instant();
        journal.demoted(tenant, policy, to, by, reason, now);
        StoredPolicy lower = policy.atStage(to, now);
        policies.save(tenant, lower);
        supersede(tenant, policy, reason);
        return lower.withRevision(lower.revision() + 1);
    }

    private void supersede(TenantId tenant, StoredPolicy policy, String why) {
        promotions.of(tenant, policy.name()).stream()
                .filter(PromotionProposal::isOpen)
                .forEach(promotion -> supersede(tenant, promotion, why));
    }

    private void supersede(TenantId tenant, PromotionProposal promotion, String why) {
        promotions.save(
                tenant, promotion.withState(PromotionProposal.State.OVERTAKEN, Optional.empty(), clock.instant(), why));
    }

    private StoredPolicy requirePolicy(TenantId tenant, String name) {
        return policies.policy(tenant, name)
                .orElseThrow(() -> new ProposalNotFoundException("no policy '%s' is in force".formatted(name)));
    }
}
