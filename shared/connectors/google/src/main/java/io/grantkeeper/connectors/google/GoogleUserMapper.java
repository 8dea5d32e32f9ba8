package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Converts users of the Directory API to people, with their administrator role and second factor. Source:
 * https://developers.google.com/workspace/admin/directory/reference/rest/v1/users
 */
final class GoogleUserMapper {
    private static final String ROLE_SCHEME = "google-role";
    private static final String SIGN_IN_SCHEME = "google-sign-in";

    private final ConnectionId connection;

    GoogleUserMapper(ConnectionId connection) {
        this.connection = connection;
    }

    PersonId id(String userId) {
        return new PersonId(connection, userId);
    }

    /** Converts an existing user. */
    Person person(JsonNodeReader user, GoogleManagerLookup managers) throws ConnectorException {
        Optional<String> manager = managerEmail(user);
        KnownOrUnknown<PersonId> found = manager.isPresent() ? managers.find(manager.get()) : KnownOrUnknown.unknown();
        return convert(user, employment(user)).withManager(found);
    }

    /** Converts a user from the listing of deleted users. Such a user no longer has a manager. */
    Person formerPerson(JsonNodeReader user) throws ConnectorException {
        return convert(user, EmploymentStatus.LEFT);
    }

    private Person convert(JsonNodeReader user, EmploymentStatus employment) throws ConnectorException {
        String email = email(user.nonBlank("primaryEmail"));
        Optional<String> fullName = user.objectOrEmpty("name").optionalNonBlank("fullName");
        return Person.of(id(user.nonBlank("id")), fullName.orElse(email), KnownOrUnknown.known(email), employment)
                .withDepartment(department(user))
                .withAliases(aliases(user));
    }

    /**
     * Returns the person's employment. An archived account stores the data of a person who has left; a person whose
     * account is suspended may return.
     */
    private static EmploymentStatus employment(JsonNodeReader user) throws ConnectorException {
        if (user.flagOrFalse("archived")) {
            return EmploymentStatus.LEFT;
        }
        return user.flagOrFalse("suspended") ? EmploymentStatus.SUSPENDED : EmploymentStatus.ACTIVE;
    }

    private static KnownOrUnknown<String> department(JsonNodeReader user) throws ConnectorException {
        Optional<String> found = Optional.empty();
        for (JsonNodeReader organization : user.listOrEmpty("organizations")) {
            Optional<String> department = organization.optionalNonBlank("department");
            if (department.isPresent() && (found.isEmpty() || organization.flagOrFalse("primary"))) {
                found = department;
            }
        }
        return KnownOrUnknown.of(found);
    }

    /**
     * Returns the manager's email address. The value of the relation is free text, but only an email address can be
     * looked up.
     */
    private static Optional<String> managerEmail(JsonNodeReader user) throws ConnectorException {
        for (JsonNodeReader relation : user.listOrEmpty("relations")) {
            Optional<String> value = relation.optionalNonBlank("value");
            if (relation.optionalNonBlank("type").filter("manager"::equals).isPresent()
                    && value.isPresent()
                    && value.get().indexOf('@') > 0) {
                return value.map(GoogleUserMapper::email);
            }
        }
        return Optional.empty();
    }

    private static Set<Alias> aliases(JsonNodeReader user) throws ConnectorException {
        Set<Alias> aliases = new TreeSet<>();
        for (String list : List.of("aliases", "nonEditableAliases")) {
            for (String alias : user.textsOrEmpty(list)) {
                aliases.add(new Alias("email", email(alias)));
            }
        }
        role(user).ifPresent(role -> aliases.add(new Alias(ROLE_SCHEME, role)));
        // Someone without a second step may still sign in through the company's identity provider.
        if (user.flagOrFalse("isEnrolledIn2Sv")) {
            aliases.add(new Alias(SIGN_IN_SCHEME, "mfa"));
        }
        return aliases;
    }

    /**
     * Returns the user's administrator role, or empty if the response does not contain the members that state it. These
     * members do not show which roles a delegated administrator has.
     */
    private static Optional<String> role(JsonNodeReader user) throws ConnectorException {
        if (user.flagOrFalse("isAdmin")) {
            return Optional.of("super-admin");
        }
        if (user.flagOrFalse("isDelegatedAdmin")) {
            return Optional.of("delegated-admin");
        }
        return user.has("isAdmin") ? Optional.of("member") : Optional.empty();
    }

    static String email(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
