package io.grantkeeper.identity;

import io.grantkeeper.identity.text.ExternalText;
import java.time.LocalDate;
import java.util.Set;
import java.util.SortedSet;

/**
 * One account of a person in one connection. Accounts of the same person in several connections share an email address
 * or an alias.
 *
 * @param email the lowercase work address, if known
 * @param manager the manager's account in the same connection, if known
 * @param lastDay the person's last day at work, if the provider or the configuration states it. Before that day it is
 *     confidential: only the person's manager and the security team may receive it
 * @param aliases other names, by scheme ({@code github-login}, {@code email})
 */
public record Person(
        PersonId id,
        ExternalText displayName,
        KnownOrUnknown<String> email,
        EmploymentStatus employment,
        KnownOrUnknown<PersonId> manager,
        KnownOrUnknown<String> department,
        KnownOrUnknown<LocalDate> lastDay,
        SortedSet<Alias> aliases) {
    public Person {
        aliases = SortedCopies.setOf(aliases);
    }

    public static Person of(
            PersonId id, String displayName, KnownOrUnknown<String> email, EmploymentStatus employment) {
        return of(id, ExternalText.of(displayName), email, employment);
    }

    public static Person of(
            PersonId id, ExternalText displayName, KnownOrUnknown<String> email, EmploymentStatus employment) {
        return new Person(
                id,
                displayName,
                email,
                employment,
                KnownOrUnknown.unknown(),
                KnownOrUnknown.unknown(),
                KnownOrUnknown.unknown(),
                SortedCopies.setOf(Set.of()));
    }

    public Person withDisplayName(ExternalText value) {
        return new Person(id, value, email, employment, manager, department, lastDay, aliases);
    }

    public Person withManager(KnownOrUnknown<PersonId> value) {
        return new Person(id, displayName, email, employment, value, department, lastDay, aliases);
    }

    public Person withDepartment(KnownOrUnknown<String> value) {
        return new Person(id, displayName, email, employment, manager, value, lastDay, aliases);
    }

    public Person withLastDay(KnownOrUnknown<LocalDate> value) {
        return new Person(id, displayName, email, employment, manager, department, value, aliases);
    }

    public Person withEmployment(EmploymentStatus value) {
        return new Person(id, displayName, email, value, manager, department, lastDay, aliases);
    }

    public Person withAliases(Set<Alias> values) {
        return new Person(id, displayName, email, employment, manager, department, lastDay, SortedCopies.setOf(values));
    }
}
