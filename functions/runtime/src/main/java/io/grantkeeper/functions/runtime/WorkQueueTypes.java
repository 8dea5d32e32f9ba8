package io.grantkeeper.functions.runtime;

import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import org.springframework.core.ParameterizedTypeReference;

/** The generic types that distinguish the work queues, which are ports of the same class. */
public final class WorkQueueTypes {
    /** The queue of partitions to read. */
    public static final ParameterizedTypeReference<WorkQueue<SyncWork>> SYNC_QUEUE =
            new ParameterizedTypeReference<>() {};

    /** The queue of identities whose owners must be alerted. */
    public static final ParameterizedTypeReference<WorkQueue<AlertWork>> ALERT_QUEUE =
            new ParameterizedTypeReference<>() {};

    /** The queue of answered questions. */
    public static final ParameterizedTypeReference<WorkQueue<AnswerWork>> ANSWER_QUEUE =
            new ParameterizedTypeReference<>() {};

    private WorkQueueTypes() {}
}
