package io.grantkeeper.detection;

import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A person left, or was suspended; what they answered for and what they gave access to stays behind. */
final class LeaverRule {
    /** Whether this write is the one that made the person a leaver. */
    boolean left(Optional<Stored<Person>> before, Stored<Person> after) {
        return isGone(after) && before.map(stored -> !isGone(stored)).orElse(false);
    }

    /** For an identity that the leaver answered for, or that still holds a grant of theirs. */
    Finding finding(IdentitySummary identity, Stored<Person> leaver, boolean owned, Instant now) {
        Person person = leaver.content();
        String headline = owned
                ? "has lost its owner: %s has left".formatted(person.displayName())
                : "still holds access that %s, who has left, gave it".formatted(person.displayName());
        return new Finding(
                "owner-left/" + person.id(),
                identity.id(),
                FindingType.OWNER_LEFT,
                owned ? Severity.max(Severity.MEDIUM, identity.severity()) : atMostMedium(identity.severity()),
                FindingStatus.OPEN,
                headline,
                List.of(),
                identity.reaches(),
                List.of("Access that nobody answers for is seldom noticed when it is misused."),
                owned ? "Name a new owner, or have it revoked." : "Have the access revoked unless somebody needs it.",
                Knowledge.unknown(),
                List.of(person.id()),
                now,
                Optional.empty(),
                Optional.empty());
    }

    /** A leaver's own data is less at stake than what an app without an owner can do. */
    private static Severity atMostMedium(Severity severity) {
        return severity.atLeast(Severity.MEDIUM) ? Severity.MEDIUM : severity;
    }

    private static boolean isGone(Stored<Person> person) {
        return !person.isLive()
                || person.content().employment() == Employment.LEFT
                || person.content().employment() == Employment.SUSPENDED;
    }
}
