package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
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

/** The stream of the organization's people and their roles. */
final class AnthropicUsersStream {
    static final StreamId ID = new StreamId("users");

    private AnthropicUsersStream() {}

    static AccessStream stream() {
        return AnthropicListingStream.stream(
                StreamDefinition.listing(ID, "People")
                        .withScopes(AnthropicScopes.ADMIN)
                        .withFreshFor(Duration.ofHours(12)),
                "users",
                AnthropicPaging.BY_ID,
                AnthropicUsersStream::read);
    }

    static List<Observation> read(AnthropicIds ids, JsonNodeReader row) throws ConnectorException {
        String id = row.text("id");
        Optional<String> email = email(row);
        String name = row.optionalText("name")
                .filter(text -> !text.isBlank())
                .or(() -> email)
                .orElse(id);
        return List.of(new PersonObserved(
                Person.of(ids.person(id), name, Knowledge.ofNullable(email.orElse(null)), EmploymentStatus.ACTIVE)
                        .withAliases(role(row))));
    }

    static Optional<String> email(JsonNodeReader row) throws ConnectorException {
        return row.optionalText("email")
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty());
    }

    static Set<Alias> role(JsonNodeReader row) throws ConnectorException {
        Set<Alias> aliases = new TreeSet<>();
        row.optionalText("role").ifPresent(role -> aliases.add(new Alias(AnthropicIds.ROLE_SCHEME, role)));
        return aliases;
    }
}
