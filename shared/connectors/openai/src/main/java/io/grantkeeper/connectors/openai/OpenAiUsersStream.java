package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stream of the organization's people and their roles. OpenAI's listing also includes service accounts.
 * This stream omits them, because they have a separate listing.
 */
final class OpenAiUsersStream {
    static final StreamId ID = new StreamId("users");

    private OpenAiUsersStream() {}

    static List<AccessObservation> read(OpenAiIds ids, JsonNodeReader row) throws ConnectorException {
        if (row.optionalFlag("is_service_account").orElse(false)) {
            return List.of();
        }
        String id = row.text("id");
        Optional<String> email = row.optionalEmail("email");
        String name = row.optionalNonBlankText("name").or(() -> email).orElse(id);
        return List.of(new PersonObserved(Person.of(ids.person(id), name, KnownOrUnknown.of(email), employment(row))
                .withAliases(role(row))));
    }

    static Set<Alias> role(JsonNodeReader row) throws ConnectorException {
        Set<Alias> aliases = new TreeSet<>();
        row.optionalText(OpenAiIds.ROLE).ifPresent(role -> aliases.add(new Alias(OpenAiIds.ROLE_SCHEME, role)));
        return aliases;
    }

    private static EmploymentStatus employment(JsonNodeReader row) throws ConnectorException {
        Optional<JsonNodeReader> account = row.optionalObject("user");
        boolean stopped = account.isPresent()
                && (account.get().optionalFlag("banned").orElse(false)
                        || !account.get().optionalFlag("enabled").orElse(true));
        return stopped ? EmploymentStatus.SUSPENDED : EmploymentStatus.ACTIVE;
    }
}
