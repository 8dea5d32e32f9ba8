package io.grantkeeper.detection;

import java.time.Duration;

/**
 * When time alone makes a finding.
 *
 * @param expiryNotice how long before the end of a grant or credential its owner is told
 * @param silence how long without use is worth asking about
 * @param useSeen how long use must have been visible before access that it never needed is called surplus
 */
public record DetectionSettings(Duration expiryNotice, Duration silence, Duration useSeen) {
    public static DetectionSettings standard() {
        return new DetectionSettings(Duration.ofDays(14), Duration.ofDays(90), Duration.ofDays(30));
    }
}
