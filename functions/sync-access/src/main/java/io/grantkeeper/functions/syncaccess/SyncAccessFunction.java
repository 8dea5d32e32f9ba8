package io.grantkeeper.functions.syncaccess;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.runtime.SqsBatchHandler;
import io.grantkeeper.functions.work.WorkMessageCodec;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.SyncWork;
import java.util.function.Function;

/** Handles one {@link SyncWork} per record, and reports the records to redeliver. */
final class SyncAccessFunction implements Function<SQSEvent, SQSBatchResponse> {
    private final SqsBatchHandler<SyncWork> records;

    SyncAccessFunction(SyncAccess syncAccess, ParkingQueue deadLetters) {
        this.records = new SqsBatchHandler<>("sync-access", WorkMessageCodec::syncWork, syncAccess::sync, deadLetters);
    }

    @Override
    public SQSBatchResponse apply(SQSEvent event) {
        return records.handle(event);
    }
}
