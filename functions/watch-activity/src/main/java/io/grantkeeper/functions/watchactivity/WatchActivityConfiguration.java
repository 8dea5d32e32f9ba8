package io.grantkeeper.functions.watchactivity;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.behavior.PlaceBook;
import io.grantkeeper.behavior.StoredBehavior;
import io.grantkeeper.behavior.incident.IncidentLog;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.PortNames;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AliasStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.ledger.record.ChangeRecorder;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code watch-activity}, which follows the DynamoDB stream of Grantkeeper's table. */
public final class WatchActivityConfiguration extends FunctionModule<DynamodbEvent, StreamsEventResponse> {
    public WatchActivityConfiguration() {
        super("watch-activity", DynamodbEvent.class, StreamsEventResponse.class);
    }

    @Override
    public Function<DynamodbEvent, StreamsEventResponse> function(BeanRegistry.SupplierContext ports) {
        BehaviorConfig config = ports.beanProvider(BehaviorConfig.class).getIfAvailable(() -> readConfig(ports));
        Clock clock = ports.bean(Clock.class);
        AccessStore access = ports.bean(AccessStore.class);
        return new WatchActivityFunction(
                new WatchActivity(
                        new StoredBehavior(
                                ports.beanProvider(PlaceBook.class).getIfAvailable(PlaceBook::new),
                                ports.bean(ProfileStore.class),
                                clock),
                        new SubjectLookup(access, ports.bean(AliasStore.class)),
                        access,
                        ports.bean(FindingStore.class),
                        ports.bean(ChangeRecorder.class),
                        new IncidentLog(ports.bean(IncidentStore.class)),
                        ports.bean(PortNames.ALERT_QUEUE),
                        config.budget(),
                        config.grouping(),
                        clock),
                ports.bean(ParkingQueue.class));
    }

    private static BehaviorConfig readConfig(BeanRegistry.SupplierContext ports) {
        return ports.bean(ConnectionsConfig.class)
                .detection()
                .map(BehaviorConfig::parse)
                .orElseGet(BehaviorConfig::standard);
    }
}
