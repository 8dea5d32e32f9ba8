package io.grantkeeper.functions.enforce;

import io.grantkeeper.enforcement.EnforcePolicies.Company;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.messaging.MessagingFactory;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.policy.enforcement.ViolationStore;
import io.grantkeeper.policy.store.PolicyStore;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code enforce}, which warns owners about policy violations and revokes forbidden access. */
public final class EnforceConfiguration extends FunctionModule<EnforceRequest, EnforceResult> {
    public EnforceConfiguration() {
        super("enforce", EnforceRequest.class, EnforceResult.class);
    }

    @Override
    public Function<EnforceRequest, EnforceResult> function(BeanRegistry.SupplierContext ports) {
        Clock clock = ports.bean(Clock.class);
        MessagingFactory messaging = new MessagingFactory(ports);
        EnforcementFactory.Stores stores = new EnforcementFactory.Stores(
                ports.bean(PolicyStore.class),
                ports.bean(AccessStore.class),
                ports.bean(ViolationStore.class),
                ports.bean(QuestionStore.class),
                ports.bean(AlertDeliveryStore.class),
                ports.bean(PendingEntryStore.class),
                ports.bean(SaltStore.class));
        Company company = ports.beanProvider(Company.class)
                .getIfAvailable(() -> EnforcementContextConfig.of(ports.bean(ConnectionsConfig.class)));
        return new EnforceFunction(
                EnforcementFactory.enforcement(
                        stores, messaging.revokers(), messaging.listings(), messaging.channels(), company, clock),
                EnforcementFactory.control(stores, clock),
                stores.breaches(),
                ports.bean(RemainingTime.class));
    }
}
