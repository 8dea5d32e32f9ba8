package io.grantkeeper.detection;

import java.time.Duration;

/**
 * The settings of the time-based rules.
 *
 * @param expiryNotice how far in advance an owner is alerted that a grant or credential expires
 * @param silence how long an identity must be unused before its owner is asked about it
 * @param useSeen how long usage must have been recorded, and how long a grant must have been unchanged, before unused
 *     access is reported as over-privileged
 */
public record DetectionSettings(Duration expiryNotice, Duration silence, Duration useSeen) {
    public static DetectionSettings standard() {
        return new DetectionSettings(Duration.ofDays(14), Duration.ofDays(90), Duration.ofDays(30));
    }
}
