package io.grantkeeper.identity;

import java.util.Set;
import java.util.SortedSet;

/**
 * One account of a person in one connection. Accounts of the same person in several connections share an e-mail
 * address or an alias.
 *
 * @param email lower-case work address, where known
 * @param manager the manager's account in the same connection, where known
 * @param aliases other names, by scheme ({@code github-login}, {@code email})
 */
public record Person(
        PersonId id,
        String displayName,
        Knowledge<String> email,
        Employment employment,
        Knowledge<PersonId> manager,
        Knowledge<String> department,
        SortedSet<Alias> aliases) {
    public Person {
        aliases = Sorted.set(aliases);
    }

    public static Person of(PersonId id, String displayName, Knowledge<String> email, Employment employment) {
        return new Person(
                id, displayName, email, employment, Knowledge.unknown(), Knowledge.unknown(), Sorted.set(Set.of()));
    }

    public Person withManager(Knowledge<PersonId> value) {
        return new Person(id, displayName, email, employment, value, department, aliases);
    }

    public Person withDepartment(Knowledge<String> value) {
        return new Person(id, displayName, email, employment, manager, value, aliases);
    }

    public Person withAliases(Set<Alias> values) {
        return new Person(id, displayName, email, employment, manager, department, Sorted.set(values));
    }
}
