package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The organisation's people with their role. OpenAI lists service accounts among them, which have their own listing. */
final class Users {
    static final StreamId ID = new StreamId("users");

    private Users() {}

    static AccessStream stream() {
        return new Listing(ID, "People", Duration.ofHours(12), "users", Users::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        if (row.optionalFlag("is_service_account").orElse(false)) {
            return List.of();
        }
        String id = row.text("id");
        Optional<String> email = email(row);
        String name = row.optionalText("name")
                .filter(text -> !text.isBlank())
                .or(() -> email)
                .orElse(id);
        return List.of(new PersonObserved(
                Person.of(naming.person(id), name, Knowledge.ofNullable(email.orElse(null)), employment(row))
                        .withAliases(role(row))));
    }

    static Optional<String> email(JsonBody row) throws ConnectorException {
        return row.optionalText("email")
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty());
    }

    static Set<Alias> role(JsonBody row) throws ConnectorException {
        Set<Alias> aliases = new TreeSet<>();
        row.optionalText(Naming.ROLE).ifPresent(role -> aliases.add(new Alias(Naming.ROLE_SCHEME, role)));
        return aliases;
    }

    private static Employment employment(JsonBody row) throws ConnectorException {
        Optional<JsonBody> account = row.optionalObject("user");
        boolean stopped = account.isPresent()
                && (account.get().optionalFlag("banned").orElse(false)
                        || !account.get().optionalFlag("enabled").orElse(true));
        return stopped ? Employment.SUSPENDED : Employment.ACTIVE;
    }
}
