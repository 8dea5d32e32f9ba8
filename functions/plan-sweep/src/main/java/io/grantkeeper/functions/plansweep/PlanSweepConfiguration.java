package io.grantkeeper.functions.plansweep;

import io.grantkeeper.functions.connections.ConfigurationInForce;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.functions.work.Rereads;
import io.grantkeeper.identity.store.SubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code plan-sweep}. */
public final class PlanSweepConfiguration implements FunctionModule<PlanSweepRequest, PlanSweepResult> {
    @Override
    public String name() {
        return "plan-sweep";
    }

    @Override
    public Class<PlanSweepRequest> input() {
        return PlanSweepRequest.class;
    }

    @Override
    public Class<PlanSweepResult> output() {
        return PlanSweepResult.class;
    }

    @Override
    public Function<PlanSweepRequest, PlanSweepResult> function(BeanRegistry.SupplierContext ports) {
        Clock clock = ports.bean(Clock.class);
        SweepStore sweeps = ports.bean(SweepStore.class);
        var channels = new TendChannels(
                ports.bean(SubscriptionStore.class), ports.bean(Rereads.class), ports.bean(WebhookAddress.class));
        ConfigurationInForce configuration =
                ports.beanProvider(ConfigurationInForce.class).getIfAvailable();
        Runnable first = configuration == null
                ? () -> {}
                : new TellConfiguration(ports.bean(ConfigurationRecorder.class), configuration, clock);
        return new PlanSweepFunction(
                new PlanSweep(ports.bean(Switchboard.class), sweeps, ports.bean(Ports.SYNC_QUEUE), channels, clock),
                first);
    }
}
