package io.grantkeeper.behavior;

import java.util.List;
import java.util.Optional;

/**
 * The result for one activity.
 *
 * @param subject the identity that the row is about; a person only if the row names no identity
 * @param incident the incident to which the signals belong
 */
public record Analysis(String subject, List<Signal> signals, Optional<String> incident) {
    public Analysis {
        signals = List.copyOf(signals);
    }
}
