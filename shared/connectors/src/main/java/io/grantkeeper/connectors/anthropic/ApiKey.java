package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a key. Anthropic tells neither when it was last used, which usage does, nor what it may do: within its workspace
 * it makes requests to models, as someone with the least role there could.
 */
final class ApiKey {
    static final String FORM = "api-key";
    static final String KEY = "key/";
    private static final String LEAST_ROLE = "workspace_user";
    private static final int LONGEST_HINT = 4;

    private ApiKey() {}

    /** An archived key cannot be brought back, so it counts as gone. */
    static List<Observation> read(Naming naming, Workspaces workspaces, JsonBody row) throws ConnectorException {
        String status = row.optionalText("status").orElse("");
        if (status.equals("archived")) {
            return List.of();
        }
        String id = row.text("id");
        Standing standing = standing(status);
        Optional<PersonId> creator = creator(naming, row);
        Moment created = Times.orUnknown(row, "created_at");
        NonHumanIdentity holder = naming.identity(
                        naming.key(id),
                        FORM,
                        row.optionalText("name").filter(name -> !name.isBlank()).orElse("key " + id))
                .withStanding(standing)
                .withCreated(created)
                .withOwnerClues(creator.map(person -> Set.of(new OwnerClue(person, OwnerRole.CREATOR, created)))
                        .orElse(Set.of()))
                .withAttributes(attributes(workspaces, row, status));
        Credential credential = Credential.of(KEY + id, CredentialType.TOKEN, hint(row))
                .withStanding(standing)
                .withLifetime(created, Times.nullIsNever(row, "expires_at"));
        Grant grant = Grant.of(
                        KEY + id,
                        GrantSubject.tenant(),
                        Naming.RESOURCE,
                        PermissionKind.APPLICATION,
                        List.of(LEAST_ROLE))
                .withReach(ofOrganization(row) ? ResourceReach.ALL : ResourceReach.SELECTED)
                .withStanding(standing)
                .withGranted(Knowledge.ofNullable(creator.orElse(null)), created)
                .withExpires(credential.expires());
        return List.of(new GrantObserved(holder, grant), new CredentialObserved(holder, credential));
    }

    private static Standing standing(String status) {
        return switch (status) {
            case "active" -> Standing.ACTIVE;
            case "inactive", "expired" -> Standing.SUSPENDED;
            default -> Standing.UNKNOWN;
        };
    }

    private static Optional<PersonId> creator(Naming naming, JsonBody row) throws ConnectorException {
        Optional<JsonBody> by = row.optionalObject("created_by");
        return by.isPresent()
                        && by.get().optionalText("type").filter("user"::equals).isPresent()
                ? by.get().optionalText("id").map(naming::person)
                : Optional.empty();
    }

    private static Map<String, String> attributes(Workspaces workspaces, JsonBody row, String status)
            throws ConnectorException {
        Map<String, String> attributes = new TreeMap<>();
        if (!ofOrganization(row)) {
            String workspace = workspace(row).orElse(Workspaces.DEFAULT);
            attributes.put(Naming.WORKSPACE, workspace);
            attributes.put(Naming.WORKSPACE_NAME, workspaces.name(workspace));
        }
        if (!status.isEmpty()) {
            attributes.put("status", status);
        }
        Optional<JsonBody> principal = row.optionalObject("principal");
        if (principal.isPresent()) {
            principal.get().optionalText("service_account_id").ifPresent(id -> attributes.put("service-account", id));
        }
        return attributes;
    }

    /** The released form names the workspace by itself, the newer one in a scope. */
    private static Optional<String> workspace(JsonBody row) throws ConnectorException {
        Optional<JsonBody> scope = row.optionalObject("scope");
        return scope.isPresent() ? scope.get().optionalText("workspace_id") : row.optionalText("workspace_id");
    }

    private static boolean ofOrganization(JsonBody row) throws ConnectorException {
        Optional<JsonBody> scope = row.optionalObject("scope");
        return scope.isPresent()
                && scope.get()
                        .optionalText("type")
                        .filter("organization"::equals)
                        .isPresent();
    }

    /** Anthropic shows the beginning and the end; the end is enough to find the key. */
    private static String hint(JsonBody row) throws ConnectorException {
        String text = row.optionalText("partial_key_hint").orElse("");
        String end = text.substring(Math.max(0, text.length() - LONGEST_HINT));
        return !end.isEmpty() && end.chars().allMatch(Character::isLetterOrDigit) ? "ends in " + end : "";
    }
}
