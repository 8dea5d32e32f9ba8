package io.grantkeeper.alerts;

import io.grantkeeper.identity.finding.Severity;
import java.time.Duration;

/**
 * How alerts behave.
 *
 * @param least findings below this are kept, listed and reported, but not sent
 * @param securityTeam who is told where nobody else can be
 * @param lease how long a claimed send may take before another worker may take it over
 * @param giveUpAfter after so many attempts a message that no channel takes is dead-lettered
 */
public record AlertSettings(Severity least, Recipient securityTeam, Duration lease, int giveUpAfter) {}
