package io.grantkeeper.functions.watchactivity;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.behavior.ActivityBatchAnalyzer;
import io.grantkeeper.behavior.ReloadingPlaceDatabase;
import io.grantkeeper.behavior.incident.AnswerFeedback;
import io.grantkeeper.behavior.incident.IncidentCorrelator;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
        ProfileStore profiles = ports.bean(ProfileStore.class);
        IncidentCorrelator incidents = new IncidentCorrelator(ports.bean(IncidentStore.class));
        Logger log = FunctionLoggers.of(WatchActivityConfiguration.class);
        ReloadingPlaceDatabase places = config.placeFiles()
                .open(clock, message -> log.log(Level.WARNING, "watch-activity: places: {0}", message));
        LoggedIdentityLookup subjects = new LoggedIdentityLookup(access, ports.bean(IdentityAliasStore.class), clock);
        return new WatchActivityFunction(
                new WatchActivity(
                        new ActivityBatchAnalyzer(
                                places, profiles, new InventoryPeerDirectory(subjects, access), clock),
                        subjects,
                        access,
                        ports.bean(FindingStore.class),
                        ports.bean(InventoryChangeRecorder.class),
                        incidents,
                        new AnswerFeedback(incidents, profiles),
                        ports.bean(WorkQueueTypes.ALERT_QUEUE),
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
