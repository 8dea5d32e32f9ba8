package io.grantkeeper.detection;

import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports a person who has left or was suspended, but whose identities or grants remain. */
final class LeaverRule {
    /** Returns whether a write of a person's row made the person a leaver. */
    boolean becameLeaver(Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        return isInactive(after) && before.map(stored -> !isInactive(stored)).orElse(false);
    }

    /** Returns the finding for an identity that the leaver owned, or that still holds a grant from them. */
    Finding finding(IdentitySummary identity, StoredRecord<Person> leaver, boolean owned, Instant now) {
        Person person = leaver.content();
        String headline = owned
                ? "has lost its owner: %s has left".formatted(person.displayName())
                : "still has access that was granted by %s, who has left".formatted(person.displayName());
        return new Finding(
                "owner-left/" + person.id(),
                identity.id(),
                FindingType.OWNER_LEFT,
                owned ? Severity.max(Severity.MEDIUM, identity.severity()) : atMostMedium(identity.severity()),
                FindingStatus.OPEN,
                headline,
                List.of(),
                identity.reaches(),
                List.of("Misuse of access without an owner often goes unnoticed."),
                owned
                        ? "Name a new owner, or have its access revoked."
                        : "Have the access revoked unless someone still needs it.",
                Knowledge.unknown(),
                List.of(person.id()),
                now,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Limits the severity to medium: a leaver's own data is at lower risk than everything that an app without an owner
     * can reach.
     */
    private static Severity atMostMedium(Severity severity) {
        return severity.atLeast(Severity.MEDIUM) ? Severity.MEDIUM : severity;
    }

    private static boolean isInactive(StoredRecord<Person> person) {
        return !person.isLive()
                || person.content().employment() == EmploymentStatus.LEFT
                || person.content().employment() == EmploymentStatus.SUSPENDED;
    }
}
