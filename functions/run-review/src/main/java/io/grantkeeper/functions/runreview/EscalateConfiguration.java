package io.grantkeeper.functions.runreview;

import io.grantkeeper.functions.messaging.MessagingFactory;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.owners.alerts.EscalateQuestions;
import io.grantkeeper.owners.alerts.SendWithheldAlerts;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code escalate}, which a schedule invokes every few minutes to process the questions that are
 * due, and to send withheld alerts whose reason has ended.
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
        Optional<EscalateQuestions> escalation = messaging.answers().map(messaging::escalation);
        SendWithheldAlerts withheld = messaging.withheld();
        RemainingTime time = ports.bean(RemainingTime.class);
        return request -> {
            TenantId tenant = request.checked().tenant();
            BooleanSupplier hasTime = () -> time.left().compareTo(RESERVE) > 0;
            EscalateQuestions.Run asked = escalation
                    .map(questions -> questions.run(tenant, hasTime))
                    .orElseGet(() -> new EscalateQuestions.Run(0, 0, 0));
            SendWithheldAlerts.Run released = withheld.run(tenant, hasTime);
            return new EscalateResult(
                    asked.looked(), asked.told() + released.sent(), asked.later() + released.later());
        };
    }
}
