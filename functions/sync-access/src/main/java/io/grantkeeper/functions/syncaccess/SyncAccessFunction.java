package io.grantkeeper.functions.syncaccess;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.runtime.SqsRecords;
import io.grantkeeper.functions.work.WorkFormat;
import io.grantkeeper.identity.work.DeadLetters;
import io.grantkeeper.identity.work.SyncWork;
import java.util.function.Function;

/** Reads one {@link SyncWork} a record, and reports the records that are to be delivered again. */
final class SyncAccessFunction implements Function<SQSEvent, SQSBatchResponse> {
    private final SqsRecords<SyncWork> records;

    SyncAccessFunction(SyncAccess syncAccess, DeadLetters deadLetters) {
        this.records = new SqsRecords<>("sync-access", WorkFormat::syncWork, syncAccess::sync, deadLetters);
    }

    @Override
    public SQSBatchResponse apply(SQSEvent event) {
        return records.handle(event);
    }
}
