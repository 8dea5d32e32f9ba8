package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.Detector;
import io.grantkeeper.detection.LeaverReview;
import io.grantkeeper.detection.LifecycleFindingChanges;
import io.grantkeeper.detection.RowChange;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.PersonNames;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the identities and grants that leavers have left behind with the open findings about them. This happens
 * whenever the row of a person or a row of an identity changes. Each comparison reads all stored rows. Therefore, the
 * last comparison is complete, and the open findings do not depend on the order in which the rows are handled.
 */
final class DetectLeavers {
    private static final int PAGE = 100;

    private final AccessStore access;
    private final FindingStore findings;
    private final Detector detector;
    private final Reports reports;
    private final Clock clock;

    /** Closes and opens findings about an identity, and queues their alerts. */
    @FunctionalInterface
    interface Reports {
        void save(TenantId tenant, IdentitySummary identity, LifecycleFindingChanges changes);
    }

    DetectLeavers(AccessStore access, FindingStore findings, Detector detector, Reports reports, Clock clock) {
        this.access = access;
        this.findings = findings;
        this.detector = detector;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Reviews the identities of a person who has become a leaver, who has returned, or who was already a leaver when
     * first observed after the connection's baseline.
     */
    void reviewPerson(TenantId tenant, Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        boolean left = detector.becameLeaver(before, after);
        boolean arrivedInactive = before.isEmpty() && !after.baseline() && detector.isInactive(after);
        if (left || arrivedInactive || detector.returned(before, after)) {
            StoredRecord<Person> stored =
                    access.person(tenant, after.content().id()).orElse(after);
            // The row may have been written again since. A departure keeps its time, so that a redelivery repeats its
            // key.
            boolean current = left && detector.isInactive(stored);
            reviewIdentitiesOf(tenant, current ? after : stored, left);
        }
    }

    private void reviewIdentitiesOf(TenantId tenant, StoredRecord<Person> person, boolean left) {
        PersonId id = person.content().id();
        Set<IdentityId> concerned = new HashSet<>();
        StorePage.forEach(
                from -> access.identities(tenant, new IdentityQuery.OfOwner(id), PAGE, from),
                summary -> concerned.add(summary.id()));
        StorePage.forEach(from -> access.grantsOf(tenant, id, PAGE, from), held -> concerned.add(held.holder()));
        concerned.forEach(identity -> access.identityRecord(tenant, identity)
                .ifPresent(stored -> review(tenant, stored, id, Optional.of(person), LeaverReview.ofPerson(left))));
    }

    /**
     * Reviews the identity's owner, the people whose grants have changed, and the people whom open findings report.
     * Call this method before the summary is saved, so that an interrupted review is repeated when the batch is
     * redelivered.
     *
     * @param before the owner in the stored summary
     * @param summary the summary after the changes
     */
    void reviewIdentity(IdentityChangeBatch batch, Optional<PersonId> before, IdentitySummary summary) {
        TenantId tenant = batch.tenant();
        Set<PersonId> reported = detector.reportedLeavers(findings.openByIdentity(tenant, batch.identity()));
        Set<PersonId> concerned = new HashSet<>(reported);
        summary.owner().ifPresent(concerned::add);
        Map<PersonId, Instant> gained = new HashMap<>();
        for (RowChange change : batch.changes()) {
            if (change instanceof RowChange.OfGrant(var known, StoredRecord<Grant> after)
                    && after.content().subject() instanceof GrantSubject.OnePerson(PersonId person)) {
                concerned.add(person);
                if (known.isPresent() && known.filter(Detector::givesAccess).isEmpty() && Detector.givesAccess(after)) {
                    gained.put(person, after.observedAt());
                }
            }
        }
        Map<PersonId, StoredRecord<Person>> people =
                concerned.isEmpty() ? Map.of() : access.peopleById(tenant, concerned);
        concerned.removeIf(person -> !reported.contains(person)
                && Optional.ofNullable(people.get(person))
                        .filter(detector::isInactive)
                        .isEmpty());
        if (concerned.isEmpty()) {
            return;
        }
        // During a connection's first sweep, a stronger claim can replace the owner although nothing has changed.
        boolean news = batch.changes().isEmpty()
                || batch.changes().stream().anyMatch(DetectLeavers::isNews)
                || summary.owners().stream().noneMatch(candidate -> before.equals(Optional.of(candidate.person())));
        access.identityRecord(tenant, batch.identity())
                .map(stored -> stored.withSummary(summary))
                .ifPresent(stored -> concerned.forEach(person -> review(
                        tenant,
                        stored,
                        person,
                        access.person(tenant, person),
                        LeaverReview.ofIdentity(
                                before.filter(owner -> news && !owner.equals(person))
                                        .map(_ -> clock.instant()),
                                Optional.ofNullable(gained.get(person))))));
    }

    /** Returns whether a change contains anything that a connection's first sweep did not find. */
    private static boolean isNews(RowChange change) {
        return switch (change) {
            case RowChange.OfIdentity(var before, var after) -> isNews(before, after);
            case RowChange.OfGrant(var before, var after) -> isNews(before, after);
            case RowChange.OfCredential(var before, var after) -> isNews(before, after);
        };
    }

    private static <T> boolean isNews(Optional<StoredRecord<T>> before, StoredRecord<T> after) {
        return before.map(known ->
                        known.isLive() != after.isLive() || !known.content().equals(after.content()))
                .orElse(!after.baseline());
    }

    private void review(
            TenantId tenant,
            IdentityRecord stored,
            PersonId id,
            Optional<StoredRecord<Person>> person,
            LeaverReview review) {
        stored.summary().ifPresent(summary -> {
            LifecycleFindingChanges changes =
                    detector.leaverChanges(stored, id, person, review, other -> name(tenant, other), clock.instant());
            if (!changes.toOpen().isEmpty() || !changes.ended().isEmpty()) {
                reports.save(tenant, summary, changes);
            }
        });
    }

    private String name(TenantId tenant, PersonId person) {
        return PersonNames.of(access, tenant, person).orElse(person.externalId());
    }
}
