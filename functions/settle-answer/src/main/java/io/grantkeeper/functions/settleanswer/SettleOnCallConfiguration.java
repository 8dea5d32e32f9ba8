package io.grantkeeper.functions.settleanswer;

import io.grantkeeper.answers.Settling;
import io.grantkeeper.functions.messaging.MessagingWiring;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.work.SettleCall;
import io.grantkeeper.identity.work.SettleResult;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code settle-on-call}, which {@code handle-response} calls while somebody looks at a page. */
public final class SettleOnCallConfiguration implements FunctionModule<SettleCall, SettleResult> {
    @Override
    public String name() {
        return "settle-on-call";
    }

    @Override
    public Class<SettleCall> input() {
        return SettleCall.class;
    }

    @Override
    public Class<SettleResult> output() {
        return SettleResult.class;
    }

    /** Where answers are not configured nobody calls it, and whoever does is told. */
    @Override
    public Function<SettleCall, SettleResult> function(BeanRegistry.SupplierContext ports) {
        return find(ports)
                .<Function<SettleCall, SettleResult>>map(SettleOnCallFunction::new)
                .orElse(_ -> {
                    throw SettleAnswerConfiguration.withoutAnswers();
                });
    }

    /**
     * The same without a function around it, for whoever runs all of them in one process.
     *
     * @throws IllegalStateException where answers are not configured
     */
    public static Settling settling(BeanRegistry.SupplierContext ports) {
        return find(ports).orElseThrow(SettleAnswerConfiguration::withoutAnswers);
    }

    private static Optional<Settling> find(BeanRegistry.SupplierContext ports) {
        MessagingWiring messaging = new MessagingWiring(ports);
        return messaging
                .answers()
                .map(answers -> new SettleOnCall(
                        ports.bean(QuestionStore.class),
                        ports.bean(AccessStore.class),
                        messaging.revokers(),
                        CarryOut.over(ports, messaging, answers)));
    }
}
