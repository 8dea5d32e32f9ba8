package io.grantkeeper.detection;

import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reports a person who has left or was suspended, but whose identities or usable grants remain. A grant that was removed
 * or suspended together with its person gives no access, so nothing is reported about it.
 */
final class LeaverRule {
    /** The suffix of the key of a finding about a grant from a leaver who does not own the identity. */
    private static final String GRANT = "/grant";

    /** Returns whether a write of a person's row made the person a leaver. */
    boolean becameLeaver(Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        return isInactive(after) && before.map(stored -> !isInactive(stored)).orElse(false);
    }

    /** Returns whether a write of a person's row shows that a leaver has returned. */
    boolean returned(Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        return !isInactive(after) && before.filter(LeaverRule::isInactive).isPresent();
    }

    /**
     * Returns whether a finding reports this person as a leaver.
     *
     * @param grantOnly whether only findings about a grant from the leaver count
     */
    boolean isAbout(Finding finding, PersonId leaver, boolean grantOnly) {
        String key = key(leaver);
        return finding.type() == FindingType.OWNER_LEFT
                && (finding.key() + "/").startsWith(key + "/")
                && (!grantOnly || finding.key().endsWith(GRANT));
    }

    /**
     * Returns the finding for an identity that the leaver owned, or that still has usable access that the leaver gave
     * it.
     */
    Finding finding(IdentitySummary identity, StoredRecord<Person> leaver, String name, boolean owned, Instant now) {
        Person person = leaver.content();
        boolean suspended = leaver.isLive() && person.employment() == EmploymentStatus.SUSPENDED;
        String headline = (owned
                        ? suspended
                                ? "has lost its owner: the account of %s is suspended"
                                : "has lost its owner: %s has left"
                        : suspended
                                ? "still has access that was granted by %s, whose account is suspended"
                                : "still has access that was granted by %s, who has left")
                .formatted(name);
        return new Finding(
                key(person.id()) + "/" + leaver.removedAt().orElse(leaver.observedAt()) + (owned ? "" : GRANT),
                identity.id(),
                FindingType.OWNER_LEFT,
                owned ? Severity.max(Severity.MEDIUM, identity.severity()) : atMostMedium(identity.severity()),
                FindingStatus.OPEN,
                headline,
                List.of(),
                identity.status() == IdentityStatus.SUSPENDED ? List.of("no usable access") : identity.reaches(),
                List.of("Misuse of access without an owner often goes unnoticed."),
                owned
                        ? "Name a new owner, or have its access revoked."
                        : "Have the access revoked unless someone still needs it.",
                KnownOrUnknown.unknown(),
                List.of(person.id()),
                now,
                Optional.empty(),
                Optional.empty());
    }

    private static String key(PersonId leaver) {
        return "owner-left/" + leaver;
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
