package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads Okta's users as people. */
final class People {
    private final ConnectionId connection;

    People(ConnectionId connection) {
        this.connection = connection;
    }

    PersonId id(String userId) {
        return new PersonId(connection, userId);
    }

    Person person(JsonBody user, Managers managers) throws ConnectorException {
        JsonBody profile = user.object("profile");
        String login = profile.text("login");
        Optional<String> email = text(profile, "email").map(People::folded);
        Person person = Person.of(
                        id(user.text("id")),
                        name(profile).orElse(login),
                        Knowledge.ofNullable(email.orElse(null)),
                        employment(user.optionalText("status").orElse("")))
                .withDepartment(Knowledge.ofNullable(text(profile, "department").orElse(null)))
                .withAliases(aliases(login, email));
        return person.withManager(managers.of(profile));
    }

    private static Optional<String> name(JsonBody profile) {
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
     * Okta's life of a user, from its OpenAPI's UserStatus. Whoever is locked out, has an expired password or has not
     * signed in for the first time works here; a deactivated account is what Okta keeps of those who left.
     */
    private static Employment employment(String status) {
        return switch (status) {
            case "STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "PASSWORD_EXPIRED", "LOCKED_OUT" -> Employment.ACTIVE;
            case "SUSPENDED" -> Employment.SUSPENDED;
            case "DEPROVISIONED" -> Employment.LEFT;
            default -> Employment.UNKNOWN;
        };
    }

    private static Set<Alias> aliases(String login, Optional<String> email) {
        Set<Alias> aliases = new TreeSet<>();
        aliases.add(new Alias("okta-login", folded(login)));
        if (login.indexOf('@') > 0 && !email.equals(Optional.of(folded(login)))) {
            aliases.add(new Alias("email", folded(login)));
        }
        return aliases;
    }

    /** Profile members are the organisation's to define, so their types are not certain. */
    static Optional<String> text(JsonBody profile, String member) {
        try {
            return profile.optionalText(member).map(String::strip).filter(text -> !text.isEmpty());
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    static String folded(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
