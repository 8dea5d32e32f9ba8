package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The delays of escalation, counted from the time at which a person was asked.
 *
 * @param remind the time after which a person is reminded; each person is reminded only once
 * @param backup the time after which the backup owner is asked
 * @param manager the time after which the manager is asked
 * @param securityTeam the time after which the security team is asked
 */
public record EscalationDelays(Duration remind, Duration backup, Duration manager, Duration securityTeam) {
    public static EscalationDelays standard() {
        return new EscalationDelays(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(3), Duration.ofDays(3));
    }

    /** Returns these delays doubled, for questions that are not urgent. */
    EscalationDelays unhurried() {
        return new EscalationDelays(
                remind.multipliedBy(2), backup.multipliedBy(2), manager.multipliedBy(2), securityTeam.multipliedBy(2));
    }

    /** Returns when the next person is asked; empty if this person is the last one or has not been asked yet. */
    Optional<Instant> escalatesAt(QuestionRecipient person) {
        return person.toldAt().flatMap(told -> switch (person.as()) {
            case OWNER -> Optional.of(told.plus(backup));
            case BACKUP -> Optional.of(told.plus(manager));
            case MANAGER -> Optional.of(told.plus(securityTeam));
            case SECURITY_TEAM -> Optional.<Instant>empty();
        });
    }

    /**
     * Returns when this person is reminded; empty if the person has not been asked yet or has already been reminded, or
     * if the next person would be asked by then.
     */
    Optional<Instant> remindsAt(QuestionRecipient person) {
        Optional<Instant> next = escalatesAt(person);
        return person.toldAt()
                .filter(_ -> person.remindedAt().isEmpty())
                .map(told -> told.plus(remind))
                .filter(at -> next.isEmpty() || at.isBefore(next.get()));
    }

    /**
     * Returns when to process the question again: when the person is reminded or, if no reminder is to be sent, when
     * the next person is asked. Returns empty if neither will happen.
     */
    Optional<Instant> nextCheckAt(QuestionRecipient person) {
        return remindsAt(person).or(() -> escalatesAt(person));
    }

    static boolean isLast(QuestionRecipient person) {
        return person.as() == RecipientRole.SECURITY_TEAM;
    }
}
