package io.grantkeeper.functions.climbladder;

import io.grantkeeper.functions.messaging.MessagingWiring;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.policy.ladder.ClimbLadder;
import io.grantkeeper.policy.ladder.GovernPolicies;
import io.grantkeeper.policy.ladder.LadderNews;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code climb-ladder}. */
public final class ClimbLadderConfiguration implements FunctionModule<ClimbLadderRequest, ClimbLadderResult> {
    @Override
    public String name() {
        return "climb-ladder";
    }

    @Override
    public Class<ClimbLadderRequest> input() {
        return ClimbLadderRequest.class;
    }

    @Override
    public Class<ClimbLadderResult> output() {
        return ClimbLadderResult.class;
    }

    @Override
    public Function<ClimbLadderRequest, ClimbLadderResult> function(BeanRegistry.SupplierContext ports) {
        Clock clock = ports.bean(Clock.class);
        PolicyStore policies = ports.bean(PolicyStore.class);
        LadderNews news = LadderWiring.news(
                ports.bean(SendStore.class), new MessagingWiring(ports).channels(), clock);
        ClimbLadder ladder = LadderWiring.ladder(
                new LadderWiring.Stores(
                        policies,
                        ports.bean(PromotionStore.class),
                        ports.bean(DecisionLog.class),
                        ports.bean(ApprovalStore.class),
                        ports.bean(QuestionStore.class),
                        ports.bean(EntryStore.class),
                        ports.bean(Salts.class)),
                news,
                clock);
        return new ClimbLadderFunction(ladder, new GovernPolicies(policies, ladder), policies);
    }
}
