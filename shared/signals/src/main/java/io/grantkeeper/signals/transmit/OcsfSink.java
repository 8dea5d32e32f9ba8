package io.grantkeeper.signals.transmit;

import java.util.List;

/** A destination of OCSF events. */
public interface OcsfSink {
    /** Returns the name from the configuration. */
    String name();

    /**
     * Sends events, each as its JSON, oldest first. Never throws: errors are reported as outcomes.
     *
     * @return the outcome of each event in order, or {@link DeliveryOutcome.RetryLater} if it is unknown
     */
    List<DeliveryOutcome> send(List<String> events);
}
