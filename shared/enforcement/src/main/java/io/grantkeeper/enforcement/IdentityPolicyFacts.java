package io.grantkeeper.enforcement;

import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.facts.SubjectFactsReader;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Determines the facts that policies need about an identity with access. For a grant, the person who authorized it, if
 * known, counts as the owner, so a leaver's grant has no owner even if the app has one. For a credential, the
 * credential's own age counts. Each person is read once.
 */
final class IdentityPolicyFacts {
    private final AccessStore access;
    private final TenantId tenant;
    private final SubjectFactsReader facts;
    private final Map<PersonId, Optional<Person>> people = new HashMap<>();

    IdentityPolicyFacts(
            AccessStore access,
            TenantId tenant,
            ApprovedIdentities approvals,
            Map<String, ApprovedIdentities> tags,
            Clock clock) {
        this.access = access;
        this.tenant = tenant;
        Map<String, SubjectFactsReader.IdentityList> lists = new HashMap<>();
        tags.forEach((tag, names) -> lists.put(tag, names::covers));
        this.facts = new SubjectFactsReader(approvals::covers, lists, clock);
    }

    SubjectFacts.Known of(IdentityRecord identityRecord, Grant grant) {
        Optional<PersonId> answers =
                authorizedBy(grant).filter(person -> person(person).isPresent());
        return knownFacts(identityRecord, answers.or(() -> owner(identityRecord)), Timestamp.unknown());
    }

    SubjectFacts.Known of(IdentityRecord identityRecord, Credential credential) {
        return knownFacts(identityRecord, owner(identityRecord), credential.created());
    }

    /**
     * Returns the person to notify: the identity's owner. The result is empty if there is no owner or the owner no
     * longer works at the company.
     */
    Optional<Person> ownerOf(IdentityRecord identityRecord) {
        return owner(identityRecord).flatMap(this::person).filter(SubjectFactsReader::isEmployed);
    }

    /**
     * Returns who authorized a grant: the person whose data it covers or, if it covers the whole tenant, the person who
     * consented. The result is empty if that person is unknown.
     */
    private static Optional<PersonId> authorizedBy(Grant grant) {
        return switch (grant.subject()) {
            case GrantSubject.OnePerson(PersonId person) -> Optional.of(person);
            case GrantSubject.WholeTenant _ -> grant.grantedBy().toOptional();
        };
    }

    private static Optional<PersonId> owner(IdentityRecord identityRecord) {
        return identityRecord.summary().flatMap(IdentitySummary::owner);
    }

    /** Returns a person as last listed; empty if the person is unknown. A deleted person counts as a leaver. */
    private Optional<Person> person(PersonId id) {
        return people.computeIfAbsent(
                id,
                _ -> access.person(tenant, id).map(stored -> stored.isLive() ? stored.content() : asLeaver(stored)));
    }

    private static Person asLeaver(StoredRecord<Person> stored) {
        Person person = stored.content();
        return Person.of(person.id(), person.displayName(), person.email(), EmploymentStatus.LEFT)
                .withDepartment(person.department());
    }

    private SubjectFacts.Known knownFacts(IdentityRecord identityRecord, Optional<PersonId> answers, Timestamp made) {
        return facts.of(identityRecord, answers.flatMap(this::person), made);
    }
}
