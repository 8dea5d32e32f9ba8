package io.grantkeeper.identity.store;

import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Determines the name by which colleagues know a person, and what identifies the person across accounts. Some providers
 * report only a login, such as "mareknowak"; another account with the same email address has the name.
 */
public final class PersonNames {
    private PersonNames() {}

    /** Returns the name; empty if no account of the person is stored. */
    public static Optional<String> of(AccessStore access, TenantId tenant, PersonId person) {
        Optional<Person> account = access.person(tenant, person).map(StoredRecord::content);
        Optional<String> own = account.map(known -> known.displayName().text());
        if (account.isEmpty() || own.filter(PersonNames::isWritten).isPresent()) {
            return own;
        }
        return Stream.concat(
                        account.stream(),
                        access.person(tenant, person.singleSignOnId()).map(StoredRecord::content).stream())
                .flatMap(known -> known.email().toOptional().stream())
                .flatMap(email -> access.peopleByEmail(tenant, email).stream())
                .map(stored -> stored.content().displayName().text())
                .filter(PersonNames::isWritten)
                .sorted()
                .findFirst()
                .or(() -> own);
    }

    /**
     * Returns what identifies a person in all connections: the email address if an account states it, otherwise the account.
     */
    public static String identify(AccessStore access, TenantId tenant, PersonId person) {
        return Stream.of(person, person.singleSignOnId())
                .flatMap(id -> access.person(tenant, id).stream())
                .flatMap(stored -> stored.content().email().toOptional().stream())
                .findFirst()
                .orElseGet(person::toString);
    }

    /** Returns whether a name consists of several words. A login never does. */
    public static boolean isWritten(String name) {
        return name.strip().indexOf(' ') > 0;
    }
}
