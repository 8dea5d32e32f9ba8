package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The people who requested access from the provider. They are not asked about their own request, and do not decide on
 * it.
 */
public final class AccessRequesters {
    private AccessRequesters() {}

    /** Returns the people who requested access that the identity does not have yet. */
    public static Set<PersonId> of(IdentityRecord identityRecord) {
        Set<PersonId> people = new LinkedHashSet<>();
        for (Grant grant : IdentityStateDigest.live(identityRecord.grants())) {
            if (grant.standing() == ProviderStatus.REQUESTED) {
                grant.grantedBy().toOptional().ifPresent(people::add);
                if (grant.subject() instanceof GrantSubject.OnePerson(PersonId person)) {
                    people.add(person);
                }
            }
        }
        return people;
    }

    /**
     * Returns the known email addresses, in lowercase, of the people who requested access that the identity does not
     * have yet.
     */
    public static Set<String> emails(AccessStore access, TenantId tenant, IdentityRecord identityRecord) {
        Set<String> emails = new HashSet<>();
        for (PersonId person : of(identityRecord)) {
            Optional<String> email =
                    email(access, tenant, person).or(() -> email(access, tenant, person.singleSignOnId()));
            email.ifPresent(known -> emails.add(known.toLowerCase(Locale.ROOT)));
        }
        return emails;
    }

    private static Optional<String> email(AccessStore access, TenantId tenant, PersonId person) {
        return access.person(tenant, person)
                .map(StoredRecord::content)
                .map(Person::email)
                .flatMap(known -> known.toOptional());
    }
}
