package io.grantkeeper.functions.climbladder;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.Party;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.IndexedEngine;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.ladder.ClimbLadder;
import io.grantkeeper.policy.ladder.GovernPolicies;
import io.grantkeeper.policy.ladder.LadderNews;
import io.grantkeeper.policy.ladder.Promotion;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.store.testkit.InMemoryApprovalStore;
import io.grantkeeper.store.testkit.InMemoryDecisionLog;
import io.grantkeeper.store.testkit.InMemoryPolicyStore;
import io.grantkeeper.store.testkit.InMemoryPromotionStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemorySalts;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A company with one policy, whose agents ask before they act. All is real but where it is kept. */
final class Scene {
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

    final SteppingClock clock = new SteppingClock(Samples.NOON);
    final InMemoryPolicyStore policies = new InMemoryPolicyStore();
    final InMemoryPromotionStore promotions = new InMemoryPromotionStore();
    final InMemoryDecisionLog decisions = new InMemoryDecisionLog();
    final InMemoryApprovalStore approvals = new InMemoryApprovalStore();
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final Map<String, Entry> told = new LinkedHashMap<>();
    final Set<String> news = new TreeSet<>();
    final ClimbLadder ladder;
    final GovernPolicies govern;
    private int count;

    Scene(KillSwitch kill) {
        EntryStore entries = (_, entry) -> told.putIfAbsent(entry.id(), entry) == null;
        PolicyStore guarded = kill.guard(PolicyStore.class, policies);
        this.ladder = LadderWiring.ladder(
                new LadderWiring.Stores(
                        guarded,
                        kill.guard(PromotionStore.class, promotions),
                        decisions,
                        approvals,
                        questions,
                        kill.guard(EntryStore.class, entries),
                        new InMemorySalts()),
                kill.guard(LadderNews.class, new LadderNews() {
                    @Override
                    public void proposed(TenantId tenant, Promotion promotion) {
                        news.add("%s may climb to %s".formatted(promotion.policy(), promotion.to()));
                    }

                    @Override
                    public void steppedDown(TenantId tenant, StoredPolicy policy, Stage to, String reason) {
                        news.add("%s steps down to %s".formatted(policy.name(), to));
                    }
                }),
                clock);
        this.govern = new GovernPolicies(guarded, ladder);
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

    Stage stage() {
        return policies.policy(TENANT, "mail").orElseThrow().stage();
    }

    /** What the policies in force say now of an AI agent. */
    Decision decide(String action, String type) {
        return IndexedEngine.of(PolicySet.ofStored(policies.all(TENANT)))
                .decide(request(action, type, "report"), agent(), false);
    }

    private AccessRequest request(String action, String type, String id) {
        return AccessRequest.of(Party.of("agent", "notes"), action, Party.of(type, id), clock.instant());
    }

    private static SubjectFacts.Known agent() {
        return new SubjectFacts.Known(
                Samples.appId("notes"),
                IdentityKind.AI_AGENT,
                AiVerdict.YES,
                "google",
                Knowledge.unknown(),
                Knowledge.unknown(),
                Severity.LOW,
                true,
                Knowledge.unknown(),
                false,
                Set.of(),
                Moment.unknown());
    }

    /** So many actions are decided and recorded, a minute apart; every {@code nth} of them sends a mail of its own. */
    void decide(int actions, int nth) {
        IndexedEngine engine = IndexedEngine.of(PolicySet.ofStored(policies.all(TENANT)));
        for (int i = 1; i <= actions; i++) {
            clock.step(Duration.ofMinutes(1));
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

    /** Owners answer for blocked mails, from the first one on. */
    void answer(int allowed, int refused) {
        for (int i = 1; i <= allowed + refused; i++) {
            Approval asked = new Approval(
                    "request-" + i,
                    "mail-" + i,
                    policies.all(TENANT).getFirst().version(),
                    "notes asks to send mail",
                    "notes",
                    Optional.empty(),
                    clock.instant(),
                    clock.instant().plus(Duration.ofDays(1)),
                    Duration.ofHours(1),
                    Approval.State.PENDING,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of("mail"),
                    0);
            approvals.save(
                    TENANT,
                    i <= allowed
                            ? asked.approved("erin", clock.instant(), clock.instant(), clock.instant())
                            : asked.ended(Approval.State.DENIED, "erin", clock.instant()));
        }
    }

    void days(int days) {
        clock.step(Duration.ofDays(days));
    }

    /** Over the first rung, with a person's word. */
    void toRecommendation() {
        apply(SETTINGS, NO_MAIL);
        decide(1_000, 50);
        days(7);
        var _ = ladder.review(TENANT);
        var _ = ladder.approve(TENANT, "mail", "dana");
        count = 0;
    }

    /** Over both. */
    void toEnforcement() {
        toRecommendation();
        decide(1_000, 50);
        answer(0, 20);
        days(7);
        var _ = ladder.review(TENANT);
        var _ = ladder.approve(TENANT, "mail", "dana");
    }
}
