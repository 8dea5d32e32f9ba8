package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keys of projects, of people and of service accounts. Without {@code owner_project_access=any} OpenAI leaves out keys
 * whose owner has lost the project, which are just the ones to see.
 */
final class ProjectKeys {
    static final StreamId ID = new StreamId("project-keys");
    static final String FORM = "project-key";
    static final String SERVICE_ACCOUNT = "service-account";

    private ProjectKeys() {}

    static AccessStream stream() {
        return new PerProject(
                ID,
                "Keys of projects",
                Duration.ofHours(6),
                "api_keys",
                Map.of("owner_project_access", "any"),
                ProjectKeys::read);
    }

    static List<Observation> read(Naming naming, Project project, JsonBody row) throws ConnectorException {
        String id = row.text("id");
        Optional<JsonBody> owner = row.optionalObject("owner");
        Optional<JsonBody> user = owner.isPresent() ? owner.get().optionalObject("user") : Optional.empty();
        Optional<JsonBody> account =
                owner.isPresent() ? owner.get().optionalObject("service_account") : Optional.empty();
        Map<String, String> attributes =
                new TreeMap<>(Map.of(Naming.PROJECT, project.id(), Naming.PROJECT_NAME, project.name()));
        if (account.isPresent()) {
            attributes.put(SERVICE_ACCOUNT, account.get().text("id"));
        }
        Optional<JsonBody> either = user.isPresent() ? user : account;
        Optional<String> role = either.isPresent() ? either.get().optionalText(Naming.ROLE) : Optional.empty();
        role.ifPresent(text -> attributes.put(Naming.ROLE, text));
        Standing standing = standing(row);
        NonHumanIdentity holder = naming.identity(
                        naming.key(id),
                        FORM,
                        row.optionalText("name").filter(name -> !name.isBlank()).orElse("key " + id))
                .withStanding(standing)
                .withCreated(Epoch.orUnknown(row, "created_at"))
                .withOwnerClues(owners(naming, user))
                .withAttributes(attributes);
        return KeyRow.observed(holder, row, standing, ProjectRole.scopes(role), ResourceReach.SELECTED);
    }

    private static Set<OwnerClue> owners(Naming naming, Optional<JsonBody> user) throws ConnectorException {
        return user.isPresent()
                ? Set.of(
                        new OwnerClue(naming.person(user.get().text("id")), OwnerRole.DECLARED_OWNER, Moment.unknown()))
                : Set.of();
    }

    /** A key whose owner has lost the project does not work until the access is given back. */
    private static Standing standing(JsonBody row) throws ConnectorException {
        return switch (row.optionalText("owner_project_access").orElse("")) {
            case "active" -> Standing.ACTIVE;
            case "inactive" -> Standing.SUSPENDED;
            default -> Standing.UNKNOWN;
        };
    }
}
