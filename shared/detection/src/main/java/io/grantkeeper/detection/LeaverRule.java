package io.grantkeeper.detection;

import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reports a person who has left or was suspended, but whose identities or usable grants remain. A grant that was removed
 * or suspended together with its person gives no access, so nothing is reported about it.
 *
 * <p>Which findings are open follows from the stored rows, so {@link #changes} leads to the same findings whether the
 * person's row or a row of the identity is handled first.
 */
final class LeaverRule {
    /** The suffix of the key of a finding about a grant from a leaver who does not own the identity. */
    private static final String GRANT = "/grant";

    /**
     * The part of a finding's key that marks access added after the person had become a leaver: the person became the
     * owner, or the identity or the grant was added. A finding about a grant with this mark does not count as an
     * earlier report about an identity that the leaver owns, and vice versa.
     */
    private static final String ADDED = "/added";

    /** What a leaver has left behind. */
    private enum Remainder {
        OWNED_IDENTITY,
        USABLE_GRANT
    }

    /** Returns whether a write of a person's row made the person a leaver. */
    boolean becameLeaver(Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        return isInactive(after) && before.map(stored -> !isInactive(stored)).orElse(false);
    }

    /** Returns whether a write of a person's row shows that a leaver has returned. */
    boolean returned(Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        return !isInactive(after) && before.filter(LeaverRule::isInactive).isPresent();
    }

    /** Returns whether a person has left or is suspended. */
    static boolean isInactive(StoredRecord<Person> person) {
        return !person.isLive()
                || person.content().employment() == EmploymentStatus.LEFT
                || person.content().employment() == EmploymentStatus.SUSPENDED;
    }

    /** Returns whether a finding is open and reports that identities or grants of a leaver remain. */
    static boolean isOpenReport(Finding finding) {
        return finding.type() == FindingType.OWNER_LEFT && finding.status() == FindingStatus.OPEN;
    }

    /** Compares the open findings about a person and an identity with the stored rows. */
    LifecycleFindingChanges changes(
            IdentityRecord record,
            PersonId id,
            Optional<StoredRecord<Person>> person,
            LeaverReview review,
            Function<PersonId, String> names,
            Instant now) {
        List<Finding> reported = record.findings().stream()
                .filter(finding -> isAbout(finding, id))
                .toList();
        List<Finding> open = reported.stream().filter(LeaverRule::isOpenReport).toList();
        Optional<Remainder> remains = remainder(record, id);
        if (person.isEmpty()) {
            return new LifecycleFindingChanges(List.of(), remains.isEmpty() ? open : List.of());
        }
        Optional<Finding> required = remains.filter(_ -> isInactive(person.get()))
                .filter(what -> isNews(what, record, id, review, reported))
                .map(what -> finding(
                                record.summary().orElseThrow(),
                                person.get(),
                                names.apply(id),
                                what == Remainder.OWNED_IDENTITY,
                                now)
                        .withBasis(FindingBasisResolver.ofLeaver(
                                record.summary().orElseThrow(), person.get(), what == Remainder.OWNED_IDENTITY)));
        // Reviews that run at the same time can each open a finding. One of them remains.
        Optional<Finding> remaining = open.stream()
                .filter(finding ->
                        required.filter(wanted -> agree(finding, wanted)).isPresent())
                .min(Comparator.comparing(Finding::key));
        List<Finding> ended = open.stream()
                .filter(finding -> !remaining.equals(Optional.of(finding)))
                .toList();
        if (remaining.isPresent()) {
            // An interrupted run may have opened the finding without queueing its alert.
            return new LifecycleFindingChanges(
                    remaining.filter(finding -> finding.sendId().isEmpty()).stream()
                            .toList(),
                    ended);
        }
        boolean added = !review.left()
                && review.gainedGrant().isEmpty()
                && reported.stream().allMatch(LeaverRule::isAboutAddedAccess);
        return new LifecycleFindingChanges(
                required
                        .filter(wanted -> !isAnswered(reported, wanted, review, latestAccess(record, id, review)))
                        .map(wanted -> withUnusedKey(wanted, person.get(), added, reported))
                        .stream()
                        .toList(),
                ended);
    }

    /**
     * Returns whether a leaver's access is to be reported as new. Access that already belonged to a leaver when
     * Grantkeeper first observed both is not new. Access is new if the person has just left, if the access was added,
     * or if it was reported before: a row that was handled in between may have ended that finding.
     */
    private static boolean isNews(
            Remainder what, IdentityRecord record, PersonId id, LeaverReview review, List<Finding> reported) {
        return review.left()
                || review.gainedGrant().isPresent()
                || (what == Remainder.OWNED_IDENTITY && review.gainedIdentity().isPresent())
                || !record.identity().baseline()
                || grants(record, id)
                        .filter(grant -> what == Remainder.OWNED_IDENTITY || givesAccess(grant))
                        .anyMatch(grant -> !grant.baseline())
                || reported.stream()
                        .anyMatch(finding -> !isAboutAddedAccess(finding)
                                || isAboutGrant(finding) == (what == Remainder.USABLE_GRANT));
    }

    /**
     * Returns whether an open finding matches the finding that the stored rows require. The severity must also match,
     * unless the open finding was already sent.
     */
    private static boolean agree(Finding open, Finding required) {
        return isAboutGrant(open) == isAboutGrant(required)
                && (open.sendId().isPresent() || open.severity() == required.severity());
    }

    /** Returns whether a finding was sent or accepted before, and no access has been added since it was closed. */
    private static boolean isAnswered(
            List<Finding> reported, Finding required, LeaverReview review, Instant latestAccess) {
        return reported.stream()
                .filter(finding -> isAboutGrant(finding) == isAboutGrant(required))
                .filter(finding -> !review.left() || finding.key().equals(required.key()))
                .filter(finding -> finding.status() == FindingStatus.ACCEPTED
                        || finding.sendId().isPresent())
                .anyMatch(finding -> finding.closedAt()
                        .filter(closed -> closed.isBefore(latestAccess))
                        .isEmpty());
    }

    /**
     * Returns the finding with a key that states whether the access was added after the person left. The key has a number
     * if a finding with the same key was closed before.
     */
    private static Finding withUnusedKey(
            Finding required, StoredRecord<Person> leaver, boolean added, List<Finding> reported) {
        String suffix = (added ? ADDED : "") + (isAboutGrant(required) ? GRANT : "");
        List<String> used = reported.stream().map(Finding::key).toList();
        return Stream.iterate(1, number -> number + 1)
                .map(number -> departure(leaver) + (number == 1 ? "" : "." + number) + suffix)
                .filter(candidate -> !used.contains(candidate))
                .findFirst()
                .map(required::withKey)
                .orElseThrow();
    }

    private static String departure(StoredRecord<Person> leaver) {
        return key(leaver.content().id()) + "/" + leaver.removedAt().orElse(leaver.observedAt());
    }

    private static boolean isAboutAddedAccess(Finding finding) {
        return finding.key().endsWith(ADDED) || finding.key().endsWith(ADDED + GRANT);
    }

    private static boolean isAboutGrant(Finding finding) {
        return finding.key().endsWith(GRANT);
    }

    private static boolean isAbout(Finding finding, PersonId leaver) {
        return finding.type() == FindingType.OWNER_LEFT && finding.key().startsWith(key(leaver) + "/");
    }

    private static Optional<Remainder> remainder(IdentityRecord record, PersonId person) {
        Optional<IdentitySummary> existing =
                record.summary().filter(summary -> summary.status() != IdentityStatus.GONE);
        if (existing.flatMap(IdentitySummary::owner).equals(Optional.of(person))) {
            return Optional.of(Remainder.OWNED_IDENTITY);
        }
        return existing.filter(_ -> usableGrants(record, person).findAny().isPresent())
                .map(_ -> Remainder.USABLE_GRANT);
    }

    private static Stream<StoredRecord<Grant>> usableGrants(IdentityRecord record, PersonId person) {
        return grants(record, person).filter(LeaverRule::givesAccess);
    }

    private static Stream<StoredRecord<Grant>> grants(IdentityRecord record, PersonId person) {
        return record.grants().stream()
                .filter(StoredRecord::isLive)
                .filter(grant -> grant.content().subject().equals(new GrantSubject.OnePerson(person)));
    }

    /** Returns whether a grant can be used. */
    static boolean givesAccess(StoredRecord<Grant> grant) {
        return grant.isLive()
                && switch (grant.content().standing()) {
                    case ACTIVE, UNKNOWN -> true;
                    case REQUESTED, SUSPENDED -> false;
                };
    }

    /**
     * Returns the latest of these times: when the identity was first observed, when each usable grant from the person
     * was first observed, and when the person regained the identity or a grant.
     */
    private static Instant latestAccess(IdentityRecord record, PersonId person, LeaverReview review) {
        return Stream.concat(usableGrants(record, person).map(StoredRecord::firstSeen), review.gained())
                .reduce(record.identity().firstSeen(), (some, other) -> some.isAfter(other) ? some : other);
    }

    /**
     * Returns the finding for an identity that the leaver owned, or to which the leaver gave access that is still
     * usable.
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
                departure(leaver) + (owned ? "" : GRANT),
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
}
