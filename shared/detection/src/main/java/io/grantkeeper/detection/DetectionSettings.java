package io.grantkeeper.detection;

import java.time.Duration;

/**
 * When time alone makes a finding.
 *
 * @param expiryNotice how long before the end of a grant or credential its owner is told
 * @param silence how long without use is worth asking about
 */
public record DetectionSettings(Duration expiryNotice, Duration silence) {
    public static DetectionSettings standard() {
        return new DetectionSettings(Duration.ofDays(14), Duration.ofDays(90));
    }
}
