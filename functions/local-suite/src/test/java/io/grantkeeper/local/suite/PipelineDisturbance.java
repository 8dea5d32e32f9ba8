package io.grantkeeper.local.suite;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What happens to a pipeline while it works, other than the death of its process. */
interface PipelineDisturbance {
    /** Disturbs nothing. */
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

    /** Returns how often an event is delivered before it moves to the DLQ. */
    default int deliveries() {
        return 5;
    }

    /** Throws the exception again if this disturbance does not cause such exceptions. */
    default void requireExpected(DynamoDbException failure) {
        throw failure;
    }
}
