package io.grantkeeper.enforcement;

import io.grantkeeper.detection.Approvals;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.facts.RecordedFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of whoever holds something, as policies ask for it. For a grant, whoever let it in answers for it, so a
 * leaver's grant is nobody's even where the app has an owner; for a credential its own age counts. People are read once.
 */
final class HeldFacts {
    private final AccessStore access;
    private final TenantId tenant;
    private final RecordedFacts facts;
    private final Map<PersonId, Optional<Person>> people = new HashMap<>();

    HeldFacts(AccessStore access, TenantId tenant, Approvals approvals, Map<String, Approvals> tags) {
        this.access = access;
        this.tenant = tenant;
        Map<String, RecordedFacts.OnRecord> lists = new HashMap<>();
        tags.forEach((tag, names) -> lists.put(tag, names::covers));
        this.facts = new RecordedFacts(approvals::covers, lists);
    }

    SubjectFacts.Known of(IdentityDossier dossier, Grant grant) {
        Optional<PersonId> answers =
                letInBy(grant).filter(person -> person(person).isPresent());
        return known(dossier, answers.or(() -> owner(dossier)), Moment.unknown());
    }

    SubjectFacts.Known of(IdentityDossier dossier, Credential credential) {
        return known(dossier, owner(dossier), credential.created());
    }

    /** Whom to tell: the owner of the identity where they still work here. */
    Optional<Person> ownerOf(IdentityDossier dossier) {
        return owner(dossier).flatMap(this::person).filter(RecordedFacts::worksHere);
    }

    /** Who let a grant in: the person whose data it opens, else who consented. */
    private static Optional<PersonId> letInBy(Grant grant) {
        return switch (grant.subject()) {
            case GrantSubject.OnePerson(PersonId person) -> Optional.of(person);
            case GrantSubject.WholeTenant _ -> grant.grantedBy().toOptional();
        };
    }

    private static Optional<PersonId> owner(IdentityDossier dossier) {
        return dossier.summary().flatMap(IdentitySummary::owner);
    }

    /** As last listed; somebody who was deleted has left. */
    private Optional<Person> person(PersonId id) {
        return people.computeIfAbsent(
                id, _ -> access.person(tenant, id).map(stored -> stored.isLive() ? stored.content() : gone(stored)));
    }

    private static Person gone(Stored<Person> stored) {
        Person person = stored.content();
        return Person.of(person.id(), person.displayName(), person.email(), Employment.LEFT)
                .withDepartment(person.department());
    }

    private SubjectFacts.Known known(IdentityDossier dossier, Optional<PersonId> answers, Moment made) {
        return facts.of(dossier, answers.flatMap(this::person), made);
    }
}
