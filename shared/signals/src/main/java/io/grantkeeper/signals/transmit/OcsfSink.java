package io.grantkeeper.signals.transmit;

import java.util.List;

/** A destination of OCSF events. */
public interface OcsfSink {
    /** Returns the sink's name in the configuration. */
    String name();

    /**
     * Sends events. Never throws an exception: errors are reported as outcomes.
     *
     * @param events the events, each as JSON, oldest first
     * @return the outcome of each event, in the order of the events; {@link DeliveryOutcome.RetryLater} if the outcome
     *     is unknown
     */
    List<DeliveryOutcome> send(List<String> events);
}
