package io.grantkeeper.behavior;

import java.util.List;
import java.util.Optional;

/**
 * The result of analyzing one activity.
 *
 * @param subject the identity that the activity is about; a person only if the activity names no identity
 * @param incident the incident to which the signals belong
 * @param keys the keys that connect the signals with other signals: identities, a person, a new network
 */
public record ActivityAnalysis(
        String subject, List<BehaviorSignal> signals, Optional<String> incident, List<String> keys) {
    public ActivityAnalysis {
        signals = List.copyOf(signals);
        keys = List.copyOf(keys);
    }

    ActivityAnalysis(String subject, List<BehaviorSignal> signals, Optional<String> incident) {
        this(subject, signals, incident, List.of());
    }
}
