package io.grantkeeper.functions.syncaccess;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.connector.http.InterruptedReads;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code sync-access}, which reads the partitions of providers' streams. */
public final class SyncAccessConfiguration extends FunctionModule<SQSEvent, SQSBatchResponse> {
    public SyncAccessConfiguration() {
        super("sync-access", SQSEvent.class, SQSBatchResponse.class);
    }

    @Override
    public Function<SQSEvent, SQSBatchResponse> function(BeanRegistry.SupplierContext ports) {
        Clock clock = ports.bean(Clock.class);
        SweepStore sweeps = ports.bean(SweepStore.class);
        PartitionDigestStore digests = ports.bean(PartitionDigestStore.class);
        ParkingQueue deadLetters = ports.bean(ParkingQueue.class);
        WorkQueue<SyncWork> queue = ports.bean(WorkQueueTypes.SYNC_QUEUE);
        var rows = new RowStores(ports.bean(AccessStore.class), digests, ports.bean(ActivityStore.class), deadLetters);
        var interrupted = new InterruptedReads(clock);
        var reader = new PartitionReader(
                rows,
                ports.bean(RereadScheduler.class),
                interrupted,
                ports.bean(RemainingTime.class),
                PartitionReader.TIME_TO_WRAP_UP,
                clock);
        var ends = new SyncOutcomeRecorder(sweeps, queue, deadLetters, clock);
        return new SyncAccessFunction(
                new SyncAccess(
                        ports.bean(ConnectionLookup.class), sweeps, digests, queue, reader, interrupted, ends, clock),
                deadLetters);
    }
}
