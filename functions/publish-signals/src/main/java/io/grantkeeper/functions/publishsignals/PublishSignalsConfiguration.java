package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.signals.transmit.LedgerFollower;
import io.grantkeeper.signals.transmit.SignalDeliverer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code publish-signals}, which the schedule invokes every minute. The function stores the
 * signals of new ledger entries and then delivers them.
 */
public final class PublishSignalsConfiguration extends FunctionModule<PublishSignalsRequest, PublishSignalsResult> {
    /** The time to reserve for one more call to a receiver. */
    private static final Duration RESERVE = Duration.ofSeconds(15);

    private final Logger log = FunctionLoggers.of(PublishSignalsConfiguration.class);

    public PublishSignalsConfiguration() {
        super("publish-signals", PublishSignalsRequest.class, PublishSignalsResult.class);
    }

    @Override
    public Function<PublishSignalsRequest, PublishSignalsResult> function(BeanRegistry.SupplierContext ports) {
        SignalDependencies signals = SignalsFactory.signals(ports);
        LedgerFollower follower = signals.follower(ports.bean(LogStore.class));
        SignalDeliverer deliverer = signals.deliverer();
        RemainingTime time = ports.bean(RemainingTime.class);
        BooleanSupplier shouldContinue = () -> time.left().compareTo(RESERVE) > 0;
        return request -> run(request.checked().tenant(), follower, deliverer, shouldContinue);
    }

    private PublishSignalsResult run(
            TenantId tenant, LedgerFollower follower, SignalDeliverer deliverer, BooleanSupplier shouldContinue) {
        LedgerFollower.Followed followed = follower.follow(tenant, shouldContinue);
        if (followed.unreadable() > 0) {
            log.log(
                    Level.WARNING,
                    "{0} entries cannot be read by this version and are not published as signals; upgrade Grantkeeper",
                    followed.unreadable());
        }
        SignalDeliverer.Delivered delivered = deliverer.deliver(tenant, shouldContinue);
        return new PublishSignalsResult(
                followed.entries(), delivered.delivered(), delivered.failed(), delivered.dead());
    }
}
