package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Converts Graph's users to people. */
final class EntraUserMapper {
    private static final String SMTP = "smtp:";

    private final ConnectionId connection;
    private final Instant now;

    EntraUserMapper(ConnectionId connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /** Converts an existing user. */
    Person person(JsonNodeReader user) throws ConnectorException {
        Optional<String> managerId = user.objectOrEmpty("manager").optionalNonBlank("id");
        return convert(user, employment(user))
                .withManager(KnownOrUnknown.of(managerId.map(id -> new PersonId(connection, id))));
    }

    /** Converts a deleted user. Entra keeps deleted users for 30 days. */
    Person formerPerson(JsonNodeReader user) throws ConnectorException {
        return convert(user, EmploymentStatus.LEFT);
    }

    private Person convert(JsonNodeReader user, EmploymentStatus employment) throws ConnectorException {
        String principalName = user.nonBlank("userPrincipalName");
        Optional<String> mail = user.optionalNonBlank("mail")
                .or(() -> Optional.of(principalName).filter(name -> name.indexOf('@') > 0))
                .map(EntraUserMapper::email);
        return Person.of(
                        new PersonId(connection, user.nonBlank("id")),
                        user.optionalNonBlank("displayName").orElse(principalName),
                        KnownOrUnknown.of(mail),
                        employment)
                .withDepartment(KnownOrUnknown.of(user.optionalNonBlank("department")))
                .withLastDay(KnownOrUnknown.of(user.optionalInstant("employeeLeaveDateTime")
                        .map(leaves -> LocalDate.ofInstant(leaves, ZoneOffset.UTC))))
                .withAliases(aliases(user, principalName, mail));
    }

    /** Returns the person's employment. The leave date comes from the HR system and can be in the future. */
    private EmploymentStatus employment(JsonNodeReader user) throws ConnectorException {
        Optional<Instant> leaves = user.optionalInstant("employeeLeaveDateTime");
        if (leaves.isPresent() && !leaves.get().isAfter(now)) {
            return EmploymentStatus.LEFT;
        }
        Optional<Boolean> enabled = user.optionalFlag("accountEnabled");
        if (enabled.isPresent() && !enabled.get()) {
            return EmploymentStatus.SUSPENDED;
        }
        if (user.optionalNonBlank("userType").filter("Guest"::equals).isPresent()) {
            return EmploymentStatus.EXTERNAL;
        }
        return enabled.isPresent() ? EmploymentStatus.ACTIVE : EmploymentStatus.UNKNOWN;
    }

    private static Set<Alias> aliases(JsonNodeReader user, String principalName, Optional<String> mail)
            throws ConnectorException {
        Set<Alias> aliases = new TreeSet<>();
        if (principalName.indexOf('@') > 0) {
            aliases.add(new Alias("email", email(principalName)));
        }
        for (String address : user.textsOrEmpty("proxyAddresses")) {
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
