package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads users as people. */
final class People {
    private static final String SMTP = "smtp:";

    private final ConnectionId connection;
    private final Instant now;

    People(ConnectionId connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /** One user who is there. */
    Person person(JsonBody user) throws ConnectorException {
        Optional<JsonBody> manager = user.optionalObject("manager");
        Optional<String> managerId = manager.isPresent() ? Read.optional(manager.get(), "id") : Optional.empty();
        return described(user, employment(user))
                .withManager(Knowledge.ofNullable(
                        managerId.map(id -> new PersonId(connection, id)).orElse(null)));
    }

    /** One user among the deleted, who are kept for thirty days. */
    Person formerPerson(JsonBody user) throws ConnectorException {
        return described(user, Employment.LEFT);
    }

    private Person described(JsonBody user, Employment employment) throws ConnectorException {
        String principalName = Read.required(user, "userPrincipalName");
        Optional<String> mail = Read.optional(user, "mail")
                .or(() -> Optional.of(principalName).filter(name -> name.indexOf('@') > 0))
                .map(People::email);
        return Person.of(
                        new PersonId(connection, Read.required(user, "id")),
                        Read.optional(user, "displayName").orElse(principalName),
                        Knowledge.ofNullable(mail.orElse(null)),
                        employment)
                .withDepartment(
                        Knowledge.ofNullable(Read.optional(user, "department").orElse(null)))
                .withAliases(aliases(user, principalName, mail));
    }

    /** The leave date comes from the personnel system, and can lie in the future. */
    private Employment employment(JsonBody user) throws ConnectorException {
        Optional<Instant> leaves = user.optionalInstant("employeeLeaveDateTime");
        if (leaves.isPresent() && !leaves.get().isAfter(now)) {
            return Employment.LEFT;
        }
        Optional<Boolean> enabled = user.optionalFlag("accountEnabled");
        if (enabled.isPresent() && !enabled.get()) {
            return Employment.SUSPENDED;
        }
        if (Read.optional(user, "userType").filter("Guest"::equals).isPresent()) {
            return Employment.EXTERNAL;
        }
        return enabled.isPresent() ? Employment.ACTIVE : Employment.UNKNOWN;
    }

    private static Set<Alias> aliases(JsonBody user, String principalName, Optional<String> mail)
            throws ConnectorException {
        Set<Alias> aliases = new TreeSet<>();
        if (principalName.indexOf('@') > 0) {
            aliases.add(new Alias("email", email(principalName)));
        }
        for (String address : Read.texts(user, "proxyAddresses")) {
            if (address.toLowerCase(Locale.ROOT).startsWith(SMTP)) {
                aliases.add(new Alias("email", email(address.substring(SMTP.length()))));
            }
        }
        mail.ifPresent(address -> aliases.remove(new Alias("email", address)));
        return aliases;
    }

    static String email(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
