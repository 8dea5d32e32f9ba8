package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
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
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fine-grained personal access tokens that may reach the organisation. Only a GitHub App may list them. A token is an
 * identity, what proves it, and what it may do, all in one: its grant ends when it does.
 */
final class FineGrainedTokens {
    static final StreamId ID = new StreamId("fine-grained-tokens");
    static final String KEY = "pat/";
    static final String FORM = "fine-grained-pat";

    private FineGrainedTokens() {}

    static AccessStream stream() {
        return new Listing(
                ID,
                "Fine-grained personal access tokens",
                Set.of("organization_personal_access_tokens:read"),
                Duration.ofHours(12),
                "/personal-access-tokens",
                Map.of("sort", "created_at", "direction", "asc"),
                GitHubCredentials.AS_INSTALLATION,
                Optional.empty(),
                FineGrainedTokens::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        String key = KEY + row.id("id");
        NonHumanIdentity holder = holder(naming, row);
        Standing standing = row.optionalFlag("token_expired").orElse(false) ? Standing.SUSPENDED : Standing.ACTIVE;
        Moment lastUsed = GitHubTime.nullIsNever(row, "token_last_used_at");
        Credential credential = Credential.of(key, CredentialType.TOKEN, holder.displayName())
                .withStanding(standing)
                .withLifetime(Moment.unknown(), expires(row))
                .withLastUsed(lastUsed);
        Grant grant = grant(naming, row, key)
                .withStanding(standing)
                .withGranted(Knowledge.unknown(), GitHubTime.orUnknown(row, "access_granted_at"))
                .withLastUsed(lastUsed);
        return List.of(new GrantObserved(holder, grant), new CredentialObserved(holder, credential));
    }

    /** What a token or a request for one may do: the same members in both. */
    static Grant grant(Naming naming, JsonBody row, String key) throws ConnectorException {
        Optional<PersonId> owner = naming.person(row, "owner");
        return Grant.of(
                        key,
                        owner.map(GrantSubject::person).orElseGet(GrantSubject::tenant),
                        Naming.RESOURCE,
                        PermissionKind.PAT,
                        Permissions.grouped(row.object("permissions")))
                .withReach(Permissions.reach(row, "repository_selection"))
                .withExpires(expires(row));
    }

    /** A token without an end has null here; older servers, which know no such tokens, always give a time. */
    private static Moment expires(JsonBody row) throws ConnectorException {
        return GitHubTime.nullIsNever(row, "token_expires_at");
    }

    /** The token itself: equal in the listing of tokens and in that of requests, so that neither overwrites the other. */
    static NonHumanIdentity holder(Naming naming, JsonBody row) throws ConnectorException {
        String tokenId = row.id("token_id");
        NonHumanIdentity token = naming.identity(
                naming.token(tokenId), FORM, row.optionalText("token_name").orElse("token " + tokenId));
        return naming.person(row, "owner")
                .map(owner ->
                        token.withOwnerClues(Set.of(new OwnerClue(owner, OwnerRole.DECLARED_OWNER, Moment.unknown()))))
                .orElse(token);
    }
}
