package io.grantkeeper.signals.transmit;

import java.util.List;

/** Where OCSF events go. */
public interface EventSink {
    /** As the configuration calls it. */
    String name();

    /**
     * Hands over events, each as its JSON, oldest first. Never throws: trouble is an outcome.
     *
     * @return what became of each, in their order; where it is not known, {@link Outcome.Later}
     */
    List<Outcome> send(List<String> events);
}
