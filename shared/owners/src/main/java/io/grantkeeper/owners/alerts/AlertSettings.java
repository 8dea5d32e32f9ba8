package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.finding.Severity;
import java.time.Duration;

/**
 * The settings for alerts.
 *
 * @param least the minimum severity: findings below it are stored, listed and reported, but no alert is sent
 * @param securityTeam the recipient when nobody else can be reached
 * @param lease how long a worker that has claimed a send may take before another worker may take over
 * @param giveUpAfter the number of attempts after which an undeliverable message is moved to the parking queue
 */
public record AlertSettings(Severity least, AlertRecipient securityTeam, Duration lease, int giveUpAfter) {}
