package io.grantkeeper.functions.detectchanges;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.work.ParkingQueue;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code detect-changes}, which derives findings from the DynamoDB stream of Grantkeeper's table.
 */
public final class DetectChangesConfiguration extends FunctionModule<DynamodbEvent, StreamsEventResponse> {
    public DetectChangesConfiguration() {
        super("detect-changes", DynamodbEvent.class, StreamsEventResponse.class);
    }

    @Override
    public Function<DynamodbEvent, StreamsEventResponse> function(BeanRegistry.SupplierContext ports) {
        return new DetectChangesFunction(DetectionFactory.detectChanges(ports), ports.bean(ParkingQueue.class));
    }
}
