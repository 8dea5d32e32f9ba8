package io.grantkeeper.connectors.anthropic;

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

/** The stream of the organization's people and their roles. */
final class AnthropicUsersStream {
    static final StreamId ID = new StreamId("users");

    private AnthropicUsersStream() {}

    static List<AccessObservation> read(AnthropicIds ids, JsonNodeReader row) throws ConnectorException {
        String id = row.text("id");
        Optional<String> email = row.optionalEmail("email");
        String name = row.optionalNonBlankText("name").or(() -> email).orElse(id);
        return List.of(
                new PersonObserved(Person.of(ids.person(id), name, KnownOrUnknown.of(email), EmploymentStatus.ACTIVE)
                        .withAliases(role(row))));
    }

    static Set<Alias> role(JsonNodeReader row) throws ConnectorException {
        Set<Alias> aliases = new TreeSet<>();
        row.optionalText("role").ifPresent(role -> aliases.add(new Alias(AnthropicIds.ROLE_SCHEME, role)));
        return aliases;
    }
}
