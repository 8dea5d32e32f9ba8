package io.grantkeeper.functions.runreview;

import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.messaging.MessagingFactory;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.owners.alerts.EscalateQuestions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code escalate}, which a schedule invokes every few minutes to process the questions that are
 * due.
 */
public final class EscalateConfiguration extends FunctionModule<EscalateRequest, EscalateResult> {
    /** The time to reserve for one more message or one more revocation. */
    private static final Duration RESERVE = Duration.ofSeconds(20);

    public EscalateConfiguration() {
        super("escalate", EscalateRequest.class, EscalateResult.class);
    }

    @Override
    public Function<EscalateRequest, EscalateResult> function(BeanRegistry.SupplierContext ports) {
        MessagingFactory messaging = new MessagingFactory(ports);
        Optional<AnswersConfig> answers = messaging.answers();
        if (answers.isEmpty()) {
            return request -> {
                var _ = request.checked();
                return new EscalateResult(0, 0, 0);
            };
        }
        EscalateQuestions escalation = messaging.escalation(answers.get());
        RemainingTime time = ports.bean(RemainingTime.class);
        return request -> {
            EscalateQuestions.Run run =
                    escalation.run(request.checked().tenant(), () -> time.left().compareTo(RESERVE) > 0);
            return new EscalateResult(run.looked(), run.told(), run.later());
        };
    }
}
