package io.grantkeeper.signals.transmit;

import java.util.List;

/** Where OCSF events go. */
public interface EventSink {
    /** As the configuration calls it. */
    String name();

    /**
     * Hands over events, each as its JSON, oldest first.
     *
     * @throws SinkFailedException where it is not known that all were taken; they are sent again
     */
    void send(List<String> events) throws SinkFailedException;
}
