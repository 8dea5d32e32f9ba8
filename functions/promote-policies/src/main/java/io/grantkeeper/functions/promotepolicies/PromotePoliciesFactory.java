package io.grantkeeper.functions.promotepolicies;

import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.record.PolicyLadderRecorder;
import io.grantkeeper.owners.alerts.NoticeSender;
import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.OwnerFeedbackReader;
import io.grantkeeper.policy.ladder.PolicyStageNotifier;
import io.grantkeeper.policy.ladder.PromotePolicies;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import java.time.Clock;

/** Builds the trust ladder for both the function and the command line. */
public final class PromotePoliciesFactory {
    private PromotePoliciesFactory() {}

    /** The stores that the ladder uses. */
    public record Stores(
            PolicyStore policies,
            PromotionStore promotions,
            DecisionLog decisions,
            ApprovalStore approvals,
            QuestionStore questions,
            PendingEntryStore entries,
            SaltStore salts) {}

    public static PromotePolicies ladder(Stores stores, PolicyStageNotifier notifier, Clock clock) {
        return new PromotePolicies(
                stores.policies(),
                stores.promotions(),
                stores.decisions(),
                () -> new OwnerFeedbackReader(stores.approvals(), stores.questions()),
                new PolicyLadderRecorder(stores.entries(), stores.salts(), clock),
                notifier,
                ApplyPolicies::limits,
                clock);
    }

    /**
     * Returns a notifier that informs the security team about proposed promotions and automatic demotions through the
     * alert channels.
     */
    public static PolicyStageNotifier notifier(AlertDeliveryStore sends, AlertChannelFactory channels, Clock clock) {
        return new SecurityTeamPolicyStageNotifier(
                new NoticeSender(sends, channels.inOrder(), channels.settings(), clock));
    }
}
