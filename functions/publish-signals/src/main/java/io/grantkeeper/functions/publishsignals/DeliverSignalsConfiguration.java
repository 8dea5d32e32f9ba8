package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.signals.transmit.Deliverer;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code deliver-signals}, which the schedule calls every minute. */
public final class DeliverSignalsConfiguration implements FunctionModule<DeliverSignalsRequest, Deliverer.Delivered> {
    /** Enough for one more call. */
    private static final Duration RESERVE = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "deliver-signals";
    }

    @Override
    public Class<DeliverSignalsRequest> input() {
        return DeliverSignalsRequest.class;
    }

    @Override
    public Class<Deliverer.Delivered> output() {
        return Deliverer.Delivered.class;
    }

    @Override
    public Function<DeliverSignalsRequest, Deliverer.Delivered> function(BeanRegistry.SupplierContext ports) {
        Deliverer deliverer = Wiring.signals(ports).deliverer();
        RemainingTime time = ports.bean(RemainingTime.class);
        return request ->
                deliverer.deliver(request.checked().tenant(), () -> time.left().compareTo(RESERVE) > 0);
    }
}
