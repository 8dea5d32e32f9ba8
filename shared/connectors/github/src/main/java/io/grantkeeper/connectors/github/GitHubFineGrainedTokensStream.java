package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
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
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of fine-grained personal access tokens that can access the organization. Only a GitHub App may list them.
 * A token is at the same time an identity, a credential and a grant, so the grant ends when the token does.
 */
final class GitHubFineGrainedTokensStream {
    static final StreamId ID = new StreamId("fine-grained-tokens");
    static final String KEY = "pat/";
    static final String FORM = "fine-grained-pat";

    private GitHubFineGrainedTokensStream() {}

    static List<AccessObservation> read(GitHubIds ids, JsonNodeReader row) throws ConnectorException {
        String key = KEY + row.id("id");
        NonHumanIdentity identity = holder(ids, row);
        ProviderStatus providerStatus =
                row.optionalFlag("token_expired").orElse(false) ? ProviderStatus.SUSPENDED : ProviderStatus.ACTIVE;
        Timestamp lastUsed = GitHubTime.nullMeansNever(row, "token_last_used_at");
        Credential credential = Credential.of(
                        key, CredentialType.TOKEN, identity.displayName().raw())
                .withStanding(providerStatus)
                .withLifetime(Timestamp.unknown(), expires(row))
                .withLastUsed(lastUsed);
        Grant grant = grant(ids, row, key)
                .withStanding(providerStatus)
                .withGranted(KnownOrUnknown.unknown(), GitHubTime.orUnknown(row, "access_granted_at"))
                .withLastUsed(lastUsed);
        return List.of(new GrantObserved(identity, grant), new CredentialObserved(identity, credential));
    }

    /** Converts the permissions of a token or of a token request to a grant. Both have the same members. */
    static Grant grant(GitHubIds ids, JsonNodeReader row, String key) throws ConnectorException {
        Optional<PersonId> owner = ids.person(row, "owner");
        return Grant.of(
                        key,
                        owner.map(GrantSubject::person).orElseGet(GrantSubject::tenant),
                        GitHubIds.RESOURCE,
                        PermissionKind.PAT,
                        GitHubPermissionScopes.ofToken(row.object("permissions")))
                .withReach(GitHubPermissionScopes.reach(row, "repository_selection"))
                .withExpires(expires(row));
    }

    /**
     * Returns the expiry. Null means that the token never expires. Older servers always return a time, because they do
     * not support tokens without an expiry.
     */
    private static Timestamp expires(JsonNodeReader row) throws ConnectorException {
        return GitHubTime.nullMeansNever(row, "token_expires_at");
    }

    /**
     * Returns the token's identity. The listings of tokens and of requests yield equal identities, so that neither
     * overwrites the other.
     */
    static NonHumanIdentity holder(GitHubIds ids, JsonNodeReader row) throws ConnectorException {
        String tokenId = row.id("token_id");
        NonHumanIdentity token = ids.identity(
                ids.token(tokenId), FORM, row.optionalText("token_name").orElse("token " + tokenId));
        return ids.person(row, "owner")
                .map(owner -> token.withOwnerClues(
                        Set.of(new OwnerEvidenceItem(owner, OwnerRole.DECLARED_OWNER, Timestamp.unknown()))))
                .orElse(token);
    }
}
