package io.grantkeeper.local.suite;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** A disturbance of a running pipeline, other than killing its process. */
interface PipelineDisturbance {
    /** A disturbance that has no effect. */
    PipelineDisturbance NONE = new PipelineDisturbance() {};

    /** Returns the client through which the pipeline accesses its table. */
    default DynamoDbClient client(DynamoDbClient real) {
        return real;
    }

    /** Called before each round of deliveries. */
    default void beforeRound(KillablePorts ports) {}

    /** Returns whether all deliveries of a message fail, so that its queue moves it to its DLQ. */
    default boolean movesToDlq(Object message) {
        return false;
    }

    /** Returns the number of times that an event is delivered before it moves to the DLQ. */
    default int deliveries() {
        return 5;
    }

    /** Rethrows the exception unless this disturbance causes such exceptions. */
    default void requireExpected(DynamoDbException failure) {
        throw failure;
    }

    /**
     * Returns the maximum number of emails that the disturbance can repeat by interrupting a run between sending an
     * email and recording it.
     */
    default int mostRepeatedMails() {
        return 1;
    }
}
