package io.grantkeeper.functions.runreview;

import io.grantkeeper.alerts.Escalation;
import io.grantkeeper.functions.messaging.Answers;
import io.grantkeeper.functions.messaging.MessagingWiring;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.RemainingTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code escalate}, which the schedule calls every few minutes. */
public final class EscalateConfiguration implements FunctionModule<EscalateRequest, EscalateResult> {
    /** Enough for one more message, or one more revocation. */
    private static final Duration RESERVE = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "escalate";
    }

    @Override
    public Class<EscalateRequest> input() {
        return EscalateRequest.class;
    }

    @Override
    public Class<EscalateResult> output() {
        return EscalateResult.class;
    }

    @Override
    public Function<EscalateRequest, EscalateResult> function(BeanRegistry.SupplierContext ports) {
        MessagingWiring messaging = new MessagingWiring(ports);
        Optional<Answers> answers = messaging.answers();
        if (answers.isEmpty()) {
            return request -> {
                var _ = request.checked();
                return new EscalateResult(0, 0, 0);
            };
        }
        Escalation escalation = messaging.escalation(answers.get());
        RemainingTime time = ports.bean(RemainingTime.class);
        return request -> {
            Escalation.Run run =
                    escalation.run(request.checked().tenant(), () -> time.left().compareTo(RESERVE) > 0);
            return new EscalateResult(run.looked(), run.told(), run.later());
        };
    }
}
