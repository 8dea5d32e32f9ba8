package io.grantkeeper.functions.promotepolicies;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.PolicyStageNotifier;
import io.grantkeeper.policy.ladder.PromotePolicies;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.store.testkit.InMemoryApprovalStore;
import io.grantkeeper.store.testkit.InMemoryDecisionLog;
import io.grantkeeper.store.testkit.InMemoryPolicyStore;
import io.grantkeeper.store.testkit.InMemoryPromotionStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A company that has one policy, and agents that request a decision before they act. Everything is real except the
 * stores.
 */
final class PromotePoliciesFixture {
    static final TenantId TENANT = new TenantId("acme");
    static final String NO_MAIL = """
            policy: mail
            intent: No AI sends mail.
            covers:
              ai: true
            rules:
              - forbid: send mail
            promotion:
              decisions: 100
              false-block-rate: 0.05
            """;
    static final String SETTINGS = "set: acme\nunmatched: permit\n";

    final ManualClock clock = new ManualClock(ModelSamples.NOON);
    final InMemoryPolicyStore policies = new InMemoryPolicyStore();
    final InMemoryPromotionStore promotions = new InMemoryPromotionStore();
    final InMemoryDecisionLog decisions = new InMemoryDecisionLog();
    final InMemoryApprovalStore approvals = new InMemoryApprovalStore();
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final Map<String, LedgerEntry> told = new LinkedHashMap<>();
    final Set<String> news = new TreeSet<>();
    final PromotePolicies ladder;
    final ApplyPolicies govern;
    private int count;

    PromotePoliciesFixture(CrashSimulator kill) {
        PendingEntryStore entries = (_, entry) -> told.putIfAbsent(entry.id(), entry) == null;
        PolicyStore guarded = kill.guard(PolicyStore.class, policies);
        this.ladder = PromotePoliciesFactory.ladder(
                new PromotePoliciesFactory.Stores(
                        guarded,
                        kill.guard(PromotionStore.class, promotions),
                        decisions,
                        approvals,
                        questions,
                        kill.guard(PendingEntryStore.class, entries),
                        new InMemorySaltStore()),
                kill.guard(PolicyStageNotifier.class, new PolicyStageNotifier() {
                    @Override
                    public void proposed(TenantId tenant, PromotionProposal promotion) {
                        news.add("%s can be promoted to %s".formatted(promotion.policy(), promotion.to()));
                    }

                    @Override
                    public void demoted(TenantId tenant, StoredPolicy policy, PolicyStage to, String reason) {
                        news.add("%s is demoted to %s".formatted(policy.name(), to));
                    }
                }),
                clock);
        this.govern = new ApplyPolicies(guarded, ladder);
    }

    void apply(String... texts) {
        var _ = govern.apply(
                TENANT,
                java.util.Arrays.stream(texts)
                        .map(text ->
                                new PolicySet.Source(text.lines().findFirst().orElseThrow() + ".yaml", text))
                        .toList(),
                "dana");
    }

    PolicyStage stage() {
        return policies.policy(TENANT, "mail").orElseThrow().stage();
    }

    /** Returns the decision that the policies in force make about an AI agent's action. */
    Decision decide(String action, String type) {
        return IndexedDecisionEngine.of(PolicySet.ofStored(policies.all(TENANT)))
                .decide(request(action, type, "report"), agent(), false);
    }

    private AccessRequest request(String action, String type, String id) {
        return AccessRequest.of(
                AuthZenEntity.of("agent", "notes"), action, AuthZenEntity.of(type, id), clock.instant());
    }

    private static SubjectFacts.Known agent() {
        return new SubjectFacts.Known(
                ModelSamples.appId("notes"),
                IdentityKind.AI_AGENT,
                AiVerdict.YES,
                "google",
                KnownOrUnknown.unknown(),
                KnownOrUnknown.unknown(),
                Severity.LOW,
                true,
                KnownOrUnknown.unknown(),
                false,
                Set.of(),
                Timestamp.unknown());
    }

    /**
     * Decides on actions one minute apart and records the decisions. Every {@code nth} action sends a different email;
     * all other actions read the same calendar.
     */
    void decide(int actions, int nth) {
        IndexedDecisionEngine engine = IndexedDecisionEngine.of(PolicySet.ofStored(policies.all(TENANT)));
        for (int i = 1; i <= actions; i++) {
            clock.advance(Duration.ofMinutes(1));
            AccessRequest request =
                    i % nth == 0 ? request("send", "mail", "report-" + ++count) : request("read", "calendar", "week");
            Decision decision = engine.decide(request, agent(), false);
            decisions.record(
                    TENANT,
                    List.of(new RecordedDecision(
                            "decision-%d-%s".formatted(i, clock.instant()),
                            clock.instant(),
                            request,
                            agent(),
                            decision,
                            Duration.ofNanos(1),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            decision.requestable() ? Optional.of("mail-" + count) : Optional.empty())));
        }
    }

    /**
     * Records owners' answers to the access requests that followed the first blocked emails. The first {@code allowed}
     * requests are approved, and the next {@code refused} requests are denied.
     */
    void answer(int allowed, int refused) {
        for (int i = 1; i <= allowed + refused; i++) {
            AccessApproval approval = new AccessApproval(
                    "request-" + i,
                    "mail-" + i,
                    policies.all(TENANT).getFirst().version(),
                    "notes asks to send mail",
                    "notes",
                    Optional.empty(),
                    Optional.empty(),
                    clock.instant(),
                    clock.instant().plus(Duration.ofDays(1)),
                    Duration.ofHours(1),
                    List.of("mail"));
            approvals.save(
                    TENANT,
                    i <= allowed
                            ? approval.approved("erin", clock.instant(), clock.instant(), clock.instant())
                            : approval.closed(AccessApproval.State.DENIED, "erin", clock.instant()));
        }
    }

    void advanceDays(int days) {
        clock.advance(Duration.ofDays(days));
    }

    /** Promotes the policy to the recommendation stage, with a person's approval. */
    void promoteToRecommendation() {
        apply(SETTINGS, NO_MAIL);
        decide(1_000, 50);
        advanceDays(7);
        var _ = ladder.review(TENANT);
        var _ = ladder.approve(TENANT, "mail", "dana");
        count = 0;
    }

    /** Promotes the policy to the enforcement stage. */
    void promoteToEnforcement() {
        promoteToRecommendation();
        decide(1_000, 50);
        answer(0, 20);
        advanceDays(7);
        var _ = ladder.review(TENANT);
        var _ = ladder.approve(TENANT, "mail", "dana");
    }
}
