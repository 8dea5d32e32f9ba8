package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.finding.Severity;
import java.time.Duration;

/**
 * The settings for alerts.
 *
 * @param least the minimum severity: findings below it are stored, listed and reported, but no alert is sent
 * @param securityTeam the recipient when nobody else can be reached
 * @param lease how long a worker that has claimed a delivery may take before another worker may take over
 * @param giveUpAfter the number of attempts after which an undeliverable message is moved to the parking queue
 * @param pacing when alerts are sent, and how many
 */
public record AlertSettings(
        Severity least, AlertRecipient securityTeam, Duration lease, int giveUpAfter, AlertPacing pacing) {
    /** Creates settings that neither withhold nor combine alerts. */
    public AlertSettings(Severity least, AlertRecipient securityTeam, Duration lease, int giveUpAfter) {
        this(least, securityTeam, lease, giveUpAfter, AlertPacing.unlimited());
    }

    /** Returns a copy of these settings with other settings for when alerts are sent, and how many. */
    public AlertSettings withPacing(AlertPacing other) {
        return new AlertSettings(least, securityTeam, lease, giveUpAfter, other);
    }
}
