package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
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

/** What one deploy key is and opens. */
final class DeployKey {
    static final String KEY = "deploy-key/";
    static final String FORM = "deploy-key";
    static final String REPOSITORY = "repository";
    static final String REPOSITORY_ID = "repository-id";

    /** The repository that a key opens, with its owner: {@code acme/app}. */
    record Repository(long id, String fullName) {}

    private DeployKey() {}

    static List<Observation> read(Naming naming, JsonBody row, Repository repository) throws ConnectorException {
        String id = row.id("id");
        Moment created = GitHubTime.orUnknown(row, "created_at");
        // Null both for a key that was never used and for one last used before GitHub kept track.
        Moment lastUsed = GitHubTime.orUnknown(row, "last_used");
        Standing standing = row.optionalFlag("enabled").orElse(true) ? Standing.ACTIVE : Standing.SUSPENDED;
        Optional<PersonId> creator = row.optionalText("added_by").flatMap(naming::human);
        String title = row.optionalText("title").filter(text -> !text.isBlank()).orElse("deploy key " + id);
        NonHumanIdentity holder = naming.identity(naming.deployKey(id), FORM, title)
                .withAliases(aliases(row))
                .withStanding(standing)
                .withCreated(created)
                .withOwnerClues(creator.map(person -> Set.of(new OwnerClue(person, OwnerRole.CREATOR, created)))
                        .orElseGet(Set::of))
                .withAttributes(
                        Map.of(REPOSITORY, repository.fullName(), REPOSITORY_ID, Long.toString(repository.id())));
        Credential credential = Credential.of(KEY + id, CredentialType.SSH_KEY, title)
                .withStanding(standing)
                .withLifetime(created, Moment.never())
                .withLastUsed(lastUsed);
        Grant grant = Grant.of(
                        KEY + id,
                        GrantSubject.tenant(),
                        Naming.RESOURCE,
                        PermissionKind.APP_PERMISSION,
                        Set.of(row.flag("read_only") ? "contents:read" : "contents:write"))
                .withReach(ResourceReach.SELECTED)
                .withStanding(standing)
                .withGranted(Knowledge.ofNullable(creator.orElse(null)), created)
                .withLastUsed(lastUsed);
        return List.of(new GrantObserved(holder, grant), new CredentialObserved(holder, credential));
    }

    private static Set<Alias> aliases(JsonBody row) throws ConnectorException {
        return row.optionalText("key")
                .flatMap(SshFingerprint::of)
                .map(fingerprint -> Set.of(new Alias(Naming.FINGERPRINT, fingerprint)))
                .orElseGet(Set::of);
    }
}
