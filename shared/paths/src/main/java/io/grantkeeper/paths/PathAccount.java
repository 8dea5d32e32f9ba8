package io.grantkeeper.paths;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A person's account as the access graph needs it. Accounts with the same {@code person} belong to one person.
 *
 * @param account the account's id: connection and the provider's id
 * @param person the work address, or the account's id if the address is not known
 * @param name the name to display
 * @param active whether the account can be used
 * @param roles the account's administrator roles, as the provider names them
 * @param rolesKnown whether {@code roles} are all of them
 * @param signIn how the account signs in, if known
 */
public record PathAccount(
        String account,
        String person,
        String name,
        boolean active,
        Set<String> roles,
        boolean rolesKnown,
        Optional<PathPerson.SignIn> signIn) {
    /** The ends of the schemes of aliases in which connectors state an account's roles and how it signs in. */
    private static final String ROLE = "-role";

    private static final String SIGN_IN = "-sign-in";

    /** The role of an account that has some administrator roles, without saying which. */
    private static final String SOME_ROLE = "delegated-admin";

    /** The role of an account without administrator roles. */
    private static final Set<String> NO_ADMINISTRATOR = Set.of("member", "user", "reader", "developer", "guest");

    public PathAccount {
        roles = Set.copyOf(roles);
    }

    PathAccount withName(String other) {
        return new PathAccount(account, person, other, active, roles, rolesKnown, signIn);
    }

    /** Converts a stored row. */
    public static PathAccount of(StoredRecord<Person> row) {
        Person person = row.content();
        Set<String> stated = new TreeSet<>();
        Optional<PathPerson.SignIn> signIn = Optional.empty();
        for (Alias alias : person.aliases()) {
            if (alias.scheme().endsWith(ROLE)) {
                stated.add(alias.value());
            } else if (alias.scheme().endsWith(SIGN_IN)) {
                signIn = PathPerson.SignIn.named(alias.value());
            }
        }
        Set<String> roles = new TreeSet<>(stated);
        roles.removeAll(NO_ADMINISTRATOR);
        boolean known = !stated.isEmpty() && !roles.remove(SOME_ROLE);
        return new PathAccount(
                person.id().toString(),
                person.email().toOptional().orElse(person.id().toString()),
                person.displayName().text(),
                row.isLive()
                        && person.employment() != EmploymentStatus.LEFT
                        && person.employment() != EmploymentStatus.SUSPENDED,
                roles,
                known,
                signIn);
    }
}
