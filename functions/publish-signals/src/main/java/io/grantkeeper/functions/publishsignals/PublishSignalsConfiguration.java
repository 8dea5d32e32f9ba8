package io.grantkeeper.functions.publishsignals;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code publish-signals}, which the table's stream calls; filter its events by the type {@code ENTRY}. */
public final class PublishSignalsConfiguration implements FunctionModule<DynamodbEvent, StreamsEventResponse> {
    @Override
    public String name() {
        return "publish-signals";
    }

    @Override
    public Class<DynamodbEvent> input() {
        return DynamodbEvent.class;
    }

    @Override
    public Class<StreamsEventResponse> output() {
        return StreamsEventResponse.class;
    }

    @Override
    public Function<DynamodbEvent, StreamsEventResponse> function(BeanRegistry.SupplierContext ports) {
        return new PublishSignalsFunction(Wiring.signals(ports).publisher());
    }
}
