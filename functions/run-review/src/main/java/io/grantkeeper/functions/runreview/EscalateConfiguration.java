package io.grantkeeper.functions.runreview;

import io.grantkeeper.functions.messaging.MessagingFactory;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.owners.alerts.EscalateQuestions;
import io.grantkeeper.owners.alerts.SendWithheldAlerts;
import io.grantkeeper.targets.SyncTickets;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code escalate}, which a schedule invokes every few minutes to process the questions that are
 * due, to send withheld alerts when the reason for withholding them no longer applies, and to close the tickets of
 * findings that have ended.
 */
public final class EscalateConfiguration extends FunctionModule<EscalateRequest, EscalateResult> {
    /** The time to reserve for one more message or one more revocation. */
    private static final Duration RESERVE = Duration.ofSeconds(20);

    private final Logger log = FunctionLoggers.of(EscalateConfiguration.class);

    public EscalateConfiguration() {
        super("escalate", EscalateRequest.class, EscalateResult.class);
    }

    @Override
    public Function<EscalateRequest, EscalateResult> function(BeanRegistry.SupplierContext ports) {
        MessagingFactory messaging = new MessagingFactory(ports);
        SendWithheldAlerts withheld = messaging.withheld();
        RemainingTime time = ports.bean(RemainingTime.class);
        BooleanSupplier shouldContinue = () -> time.left().compareTo(RESERVE) > 0;
        Optional<SyncTickets> tickets = messaging.tickets();
        Optional<EscalateQuestions> escalation = messaging.answers().map(messaging::escalation);
        return request -> {
            TenantId tenant = request.checked().tenant();
            EscalateQuestions.Run asked;
            SendWithheldAlerts.Run released;
            // A question that cannot be processed holds back neither withheld alerts nor tickets.
            try {
                asked = escalation
                        .map(questions -> questions.run(tenant, shouldContinue))
                        .orElseGet(() -> new EscalateQuestions.Run(0, 0, 0));
            } finally {
                try {
                    released = withheld.run(tenant, shouldContinue);
                } finally {
                    tickets.ifPresent(found -> updateTickets(tenant, found, shouldContinue));
                }
            }
            return new EscalateResult(asked.looked(), asked.told() + released.sent(), asked.later() + released.later());
        };
    }

    private void updateTickets(TenantId tenant, SyncTickets tickets, BooleanSupplier shouldContinue) {
        for (String problem : tickets.update(tenant, shouldContinue).problems()) {
            log.log(Level.WARNING, "tickets could not be updated and are tried again: {0}", problem);
        }
    }
}
