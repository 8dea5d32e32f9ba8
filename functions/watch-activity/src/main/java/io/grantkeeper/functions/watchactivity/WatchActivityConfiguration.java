package io.grantkeeper.functions.watchactivity;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.behavior.PlaceFiles;
import io.grantkeeper.behavior.StoredBehavior;
import io.grantkeeper.behavior.incident.AnswerFeedback;
import io.grantkeeper.behavior.incident.IncidentLog;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.PortNames;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AliasStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.ledger.record.ChangeRecorder;
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
        IncidentLog incidents = new IncidentLog(ports.bean(IncidentStore.class));
        Logger log = FunctionLoggers.of(WatchActivityConfiguration.class);
        PlaceFiles places = config.placeFiles()
                .open(clock, message -> log.log(Level.WARNING, "watch-activity: places: {0}", message));
        return new WatchActivityFunction(
                new WatchActivity(
                        new StoredBehavior(places, profiles, clock),
                        new SubjectLookup(access, ports.bean(AliasStore.class), clock),
                        access,
                        ports.bean(FindingStore.class),
                        ports.bean(ChangeRecorder.class),
                        incidents,
                        new AnswerFeedback(incidents, profiles),
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
