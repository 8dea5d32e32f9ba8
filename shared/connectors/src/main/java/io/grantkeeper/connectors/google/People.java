package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads users of the Directory API as people. */
final class People {
    private final ConnectionId connection;

    People(ConnectionId connection) {
        this.connection = connection;
    }

    PersonId id(String userId) {
        return new PersonId(connection, userId);
    }

    /** One user who is there. */
    Person person(JsonBody user, Managers managers) throws ConnectorException {
        Optional<String> manager = managerEmail(user);
        Knowledge<PersonId> found = manager.isPresent() ? managers.find(manager.get()) : Knowledge.unknown();
        return described(user, employment(user)).withManager(found);
    }

    /** One user of the listing of deleted users; nobody manages them any more. */
    Person formerPerson(JsonBody user) throws ConnectorException {
        return described(user, Employment.LEFT);
    }

    private Person described(JsonBody user, Employment employment) throws ConnectorException {
        String email = email(Read.required(user, "primaryEmail"));
        Optional<JsonBody> name = user.optionalObject("name");
        Optional<String> fullName = name.isPresent() ? Read.optional(name.get(), "fullName") : Optional.empty();
        return Person.of(id(Read.required(user, "id")), fullName.orElse(email), Knowledge.known(email), employment)
                .withDepartment(department(user))
                .withAliases(aliases(user));
    }

    /** Archived accounts are kept for their data after someone has left; suspended ones may come back. */
    private static Employment employment(JsonBody user) throws ConnectorException {
        if (Read.flag(user, "archived")) {
            return Employment.LEFT;
        }
        return Read.flag(user, "suspended") ? Employment.SUSPENDED : Employment.ACTIVE;
    }

    private static Knowledge<String> department(JsonBody user) throws ConnectorException {
        Optional<String> found = Optional.empty();
        for (JsonBody organization : user.listOrEmpty("organizations")) {
            Optional<String> department = Read.optional(organization, "department");
            if (department.isPresent() && (found.isEmpty() || Read.flag(organization, "primary"))) {
                found = department;
            }
        }
        return Knowledge.ofNullable(found.orElse(null));
    }

    /** The value of the relation is free text; only an address can be looked up. */
    private static Optional<String> managerEmail(JsonBody user) throws ConnectorException {
        for (JsonBody relation : user.listOrEmpty("relations")) {
            Optional<String> value = Read.optional(relation, "value");
            if (Read.optional(relation, "type").filter("manager"::equals).isPresent()
                    && value.isPresent()
                    && value.get().indexOf('@') > 0) {
                return value.map(People::email);
            }
        }
        return Optional.empty();
    }

    private static Set<Alias> aliases(JsonBody user) throws ConnectorException {
        Set<Alias> aliases = new TreeSet<>();
        for (String list : List.of("aliases", "nonEditableAliases")) {
            for (String alias : Read.texts(user, list)) {
                aliases.add(new Alias("email", email(alias)));
            }
        }
        return aliases;
    }

    static String email(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
