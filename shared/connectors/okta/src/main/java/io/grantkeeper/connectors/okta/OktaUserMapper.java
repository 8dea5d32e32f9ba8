package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Converts Okta's users to people. */
final class OktaUserMapper {
    private static final int ISO_DATE = 10;

    private final ConnectionId connection;

    private final Optional<String> lastDayAttribute;

    /**
     * Creates a mapper for organizations without an attribute for the last day at work, or for callers that need only
     * ids.
     */
    OktaUserMapper(ConnectionId connection) {
        this(connection, Optional.empty());
    }

    /**
     * Creates a mapper.
     *
     * @param lastDayAttribute the profile attribute with a person's last day at work, if the organization has one
     */
    OktaUserMapper(ConnectionId connection, Optional<String> lastDayAttribute) {
        this.connection = connection;
        this.lastDayAttribute = lastDayAttribute;
    }

    PersonId id(String userId) {
        return new PersonId(connection, userId);
    }

    Person person(JsonNodeReader user, OktaManagerLookup managers) throws ConnectorException {
        JsonNodeReader profile = user.object("profile");
        String login = profile.text("login");
        Optional<String> email = text(profile, "email").map(OktaUserMapper::toLowerCase);
        Person person = Person.of(
                        id(user.text("id")),
                        name(profile).orElse(login),
                        KnownOrUnknown.of(email),
                        employment(user.optionalText("status").orElse("")))
                .withDepartment(KnownOrUnknown.of(text(profile, "department")))
                .withLastDay(lastDay(profile))
                .withAliases(aliases(login, email));
        return person.withManager(managers.of(profile));
    }

    /** Returns the last day; unknown if the attribute has no value that begins with a date such as 2026-12-31. */
    private KnownOrUnknown<LocalDate> lastDay(JsonNodeReader profile) {
        Optional<String> date = lastDayAttribute.flatMap(attribute -> text(profile, attribute));
        if (date.isEmpty() || date.get().length() < ISO_DATE) {
            return KnownOrUnknown.unknown();
        }
        try {
            return KnownOrUnknown.known(LocalDate.parse(date.get().substring(0, ISO_DATE)));
        } catch (DateTimeParseException _) {
            return KnownOrUnknown.unknown();
        }
    }

    private static Optional<String> name(JsonNodeReader profile) {
        Optional<String> display = text(profile, "displayName");
        if (display.isPresent()) {
            return display;
        }
        String both = (text(profile, "firstName").orElse("") + " "
                        + text(profile, "lastName").orElse(""))
                .strip();
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }

    /**
     * Returns the person's employment, derived from the user's status (UserStatus in Okta's OpenAPI). Users who are
     * locked out, whose password has expired or who have not signed in yet count as employed. A deactivated account
     * belongs to a person who left.
     */
    private static EmploymentStatus employment(String status) {
        return switch (status) {
            case "STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "PASSWORD_EXPIRED", "LOCKED_OUT" ->
                EmploymentStatus.ACTIVE;
            case "SUSPENDED" -> EmploymentStatus.SUSPENDED;
            case "DEPROVISIONED" -> EmploymentStatus.LEFT;
            default -> EmploymentStatus.UNKNOWN;
        };
    }

    private static Set<Alias> aliases(String login, Optional<String> email) {
        Set<Alias> aliases = new TreeSet<>();
        aliases.add(new Alias("okta-login", toLowerCase(login)));
        if (login.indexOf('@') > 0 && !email.equals(Optional.of(toLowerCase(login)))) {
            aliases.add(new Alias("email", toLowerCase(login)));
        }
        return aliases;
    }

    /** Returns a member of the profile as text. Organizations define these members, so a member can have any type. */
    static Optional<String> text(JsonNodeReader profile, String member) {
        try {
            return profile.optionalText(member).map(String::strip).filter(text -> !text.isEmpty());
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    static String toLowerCase(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
