package io.grantkeeper.functions.plansweep;

import io.grantkeeper.functions.connections.ActiveConfiguration;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code plan-sweep}, which plans the sweeps of connections. */
public final class PlanSweepConfiguration extends FunctionModule<PlanSweepRequest, PlanSweepResult> {
    public PlanSweepConfiguration() {
        super("plan-sweep", PlanSweepRequest.class, PlanSweepResult.class);
    }

    @Override
    public Function<PlanSweepRequest, PlanSweepResult> function(BeanRegistry.SupplierContext ports) {
        Clock clock = ports.bean(Clock.class);
        SweepStore sweeps = ports.bean(SweepStore.class);
        var channels = new RenewPushChannels(
                ports.bean(PushSubscriptionStore.class),
                ports.bean(RereadScheduler.class),
                ports.bean(WebhookAddress.class));
        ActiveConfiguration configuration =
                ports.beanProvider(ActiveConfiguration.class).getIfAvailable();
        Runnable first = configuration == null
                ? () -> {}
                : new RecordConfigurationChange(ports.bean(ConfigurationRecorder.class), configuration, clock);
        return new PlanSweepFunction(
                new PlanSweep(
                        ports.bean(ConnectionLookup.class),
                        sweeps,
                        ports.bean(WorkQueueTypes.SYNC_QUEUE),
                        channels,
                        clock),
                first);
    }
}
