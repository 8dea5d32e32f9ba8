package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Converts a deploy key to its grant and credential. */
final class GitHubDeployKeyMapper {
    static final String KEY = "deploy-key/";
    static final String FORM = "deploy-key";
    static final String REPOSITORY = "repository";
    static final String REPOSITORY_ID = "repository-id";

    /**
     * The repository that a key gives access to.
     *
     * @param fullName the name with the owner: {@code acme/app}
     */
    record Repository(long id, String fullName) {}

    private GitHubDeployKeyMapper() {}

    static List<AccessObservation> read(GitHubIds ids, JsonNodeReader row, Repository repository)
            throws ConnectorException {
        String id = row.id("id");
        Timestamp created = GitHubTime.orUnknown(row, "created_at");
        // The value is null for a key that was never used and for a key last used before GitHub recorded usage.
        Timestamp lastUsed = GitHubTime.orUnknown(row, "last_used");
        ProviderStatus providerStatus =
                row.optionalFlag("enabled").orElse(true) ? ProviderStatus.ACTIVE : ProviderStatus.SUSPENDED;
        Optional<PersonId> creator = row.optionalText("added_by").flatMap(ids::human);
        String title = row.optionalNonBlankText("title").orElse("deploy key " + id);
        NonHumanIdentity identity = ids.identity(ids.deployKey(id), FORM, title)
                .withAliases(aliases(row))
                .withStanding(providerStatus)
                .withCreated(created)
                .withOwnerClues(creator.map(person -> Set.of(new OwnerEvidenceItem(person, OwnerRole.CREATOR, created)))
                        .orElseGet(Set::of))
                .withAttributes(
                        Map.of(REPOSITORY, repository.fullName(), REPOSITORY_ID, Long.toString(repository.id())));
        Credential credential = Credential.of(KEY + id, CredentialType.SSH_KEY, title)
                .withStanding(providerStatus)
                .withLifetime(created, Timestamp.never())
                .withLastUsed(lastUsed);
        Grant grant = Grant.of(
                        KEY + id,
                        GrantSubject.tenant(),
                        GitHubIds.RESOURCE,
                        PermissionKind.APP_PERMISSION,
                        Set.of(row.flag("read_only") ? "contents:read" : "contents:write"))
                .withReach(ResourceReach.SELECTED)
                .withStanding(providerStatus)
                .withGranted(KnownOrUnknown.of(creator), created)
                .withLastUsed(lastUsed);
        return List.of(new GrantObserved(identity, grant), new CredentialObserved(identity, credential));
    }

    private static Set<Alias> aliases(JsonNodeReader row) throws ConnectorException {
        return row.optionalText("key")
                .flatMap(GitHubSshFingerprint::of)
                .map(fingerprint -> Set.of(new Alias(GitHubIds.FINGERPRINT, fingerprint)))
                .orElseGet(Set::of);
    }
}
