package io.grantkeeper.functions.sealledger;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code seal-on-write}, which the DynamoDB stream of Grantkeeper's table invokes. The deployment
 * must filter the stream's events by the row type {@code TOLD}, the type of new ledger entries.
 */
public final class SealOnWriteConfiguration extends FunctionModule<DynamodbEvent, StreamsEventResponse> {
    public SealOnWriteConfiguration() {
        super("seal-on-write", DynamodbEvent.class, StreamsEventResponse.class);
    }

    @Override
    public Function<DynamodbEvent, StreamsEventResponse> function(BeanRegistry.SupplierContext ports) {
        return new SealOnWriteFunction(SealLedgerFactory.seal(ports));
    }
}
