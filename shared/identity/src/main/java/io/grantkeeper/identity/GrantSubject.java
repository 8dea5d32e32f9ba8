package io.grantkeeper.identity;

/** The subject of a grant: the person or tenant whose data it gives access to. */
public sealed interface GrantSubject {
    /** One person's data. */
    record OnePerson(PersonId person) implements GrantSubject {}

    /** The data of everyone in the connected tenant. */
    record WholeTenant() implements GrantSubject {}

    static GrantSubject person(PersonId person) {
        return new OnePerson(person);
    }

    static GrantSubject tenant() {
        return new WholeTenant();
    }
}
