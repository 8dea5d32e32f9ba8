package io.grantkeeper.alerts;

import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long people have, counted from when they were told.
 *
 * @param remind after that a person is reminded, once
 * @param backup after that the backup owner is asked
 * @param manager after that the manager is asked
 * @param securityTeam after that the security team is asked
 */
public record EscalationDelays(Duration remind, Duration backup, Duration manager, Duration securityTeam) {
    public static EscalationDelays standard() {
        return new EscalationDelays(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(3), Duration.ofDays(3));
    }

    /** When the next person is asked; empty for the last one, and while this one is not told. */
    Optional<Instant> escalatesAt(Asked person) {
        return person.toldAt().flatMap(told -> switch (person.as()) {
            case OWNER -> Optional.of(told.plus(backup));
            case BACKUP -> Optional.of(told.plus(manager));
            case MANAGER -> Optional.of(told.plus(securityTeam));
            case SECURITY_TEAM -> Optional.<Instant>empty();
        });
    }

    /** When this person is reminded; empty where that is done, or would come with the next step. */
    Optional<Instant> remindsAt(Asked person) {
        Optional<Instant> next = escalatesAt(person);
        return person.toldAt()
                .filter(_ -> person.remindedAt().isEmpty())
                .map(told -> told.plus(remind))
                .filter(at -> next.isEmpty() || at.isBefore(next.get()));
    }

    /** When to look at it again. */
    Optional<Instant> looksAt(Asked person) {
        return remindsAt(person).or(() -> escalatesAt(person));
    }

    static boolean isLast(Asked person) {
        return person.as() == AskedAs.SECURITY_TEAM;
    }
}
