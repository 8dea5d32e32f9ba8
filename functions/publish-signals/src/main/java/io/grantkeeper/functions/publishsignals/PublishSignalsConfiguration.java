package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.signals.transmit.Deliverer;
import io.grantkeeper.signals.transmit.LogFollower;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code publish-signals}, which the schedule calls every minute: keeps the signals of new entries, then delivers. */
public final class PublishSignalsConfiguration implements FunctionModule<PublishSignalsRequest, PublishSignalsResult> {
    /** Enough for one more call. */
    private static final Duration RESERVE = Duration.ofSeconds(15);

    private final Logger log = Logs.of(PublishSignalsConfiguration.class);

    @Override
    public String name() {
        return "publish-signals";
    }

    @Override
    public Class<PublishSignalsRequest> input() {
        return PublishSignalsRequest.class;
    }

    @Override
    public Class<PublishSignalsResult> output() {
        return PublishSignalsResult.class;
    }

    @Override
    public Function<PublishSignalsRequest, PublishSignalsResult> function(BeanRegistry.SupplierContext ports) {
        SignalPorts signals = Wiring.signals(ports);
        LogFollower follower = signals.follower(ports.bean(LogStore.class));
        Deliverer deliverer = signals.deliverer();
        RemainingTime time = ports.bean(RemainingTime.class);
        BooleanSupplier goOn = () -> time.left().compareTo(RESERVE) > 0;
        return request -> run(request.checked().tenant(), follower, deliverer, goOn);
    }

    private PublishSignalsResult run(TenantId tenant, LogFollower follower, Deliverer deliverer, BooleanSupplier goOn) {
        LogFollower.Followed followed = follower.follow(tenant, goOn);
        if (followed.unreadable() > 0) {
            log.log(
                    Level.WARNING,
                    "{0} entries cannot be read by this version, and are told to nobody",
                    followed.unreadable());
        }
        Deliverer.Delivered delivered = deliverer.deliver(tenant, goOn);
        return new PublishSignalsResult(
                followed.entries(), delivered.delivered(), delivered.failed(), delivered.dead());
    }
}
