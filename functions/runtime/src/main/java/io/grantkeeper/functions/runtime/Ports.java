package io.grantkeeper.functions.runtime;

import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import org.springframework.core.ParameterizedTypeReference;

/** The ports whose type alone does not name them. */
public final class Ports {
    /** Partitions to be read. */
    public static final ParameterizedTypeReference<WorkQueue<SyncWork>> SYNC_QUEUE =
            new ParameterizedTypeReference<>() {};

    /** Identities whose owners are to be told. */
    public static final ParameterizedTypeReference<WorkQueue<AlertWork>> ALERT_QUEUE =
            new ParameterizedTypeReference<>() {};

    /** Questions that were answered. */
    public static final ParameterizedTypeReference<WorkQueue<AnswerWork>> ANSWER_QUEUE =
            new ParameterizedTypeReference<>() {};

    private Ports() {}
}
