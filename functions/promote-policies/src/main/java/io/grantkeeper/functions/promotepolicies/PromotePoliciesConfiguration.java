package io.grantkeeper.functions.promotepolicies;

import io.grantkeeper.functions.messaging.MessagingFactory;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.PolicyStageNotifier;
import io.grantkeeper.policy.ladder.PromotePolicies;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code promote-policies}, which promotes and demotes policies on the trust ladder. */
public final class PromotePoliciesConfiguration extends FunctionModule<PromotePoliciesRequest, PromotePoliciesResult> {
    public PromotePoliciesConfiguration() {
        super("promote-policies", PromotePoliciesRequest.class, PromotePoliciesResult.class);
    }

    @Override
    public Function<PromotePoliciesRequest, PromotePoliciesResult> function(BeanRegistry.SupplierContext ports) {
        Clock clock = ports.bean(Clock.class);
        PolicyStore policies = ports.bean(PolicyStore.class);
        PolicyStageNotifier notifier = PromotePoliciesFactory.notifier(
                ports.bean(AlertDeliveryStore.class), new MessagingFactory(ports).channels(), clock);
        PromotePolicies ladder = PromotePoliciesFactory.ladder(
                new PromotePoliciesFactory.Stores(
                        policies,
                        ports.bean(PromotionStore.class),
                        ports.bean(DecisionLog.class),
                        ports.bean(ApprovalStore.class),
                        ports.bean(QuestionStore.class),
                        ports.bean(PendingEntryStore.class),
                        ports.bean(SaltStore.class)),
                notifier,
                clock);
        return new PromotePoliciesFunction(ladder, new ApplyPolicies(policies, ladder), policies);
    }
}
