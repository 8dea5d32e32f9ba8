package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A fine-grained personal access token that is approved for the organization.
 *
 * @param id the id of the token's grant for this organization; GitHub's {@code pat_id}
 * @param tokenId the id of the token itself, which is the same in every organization
 * @param repositorySelection {@code none}, {@code all} or {@code subset}
 * @param repositoryIds only for {@code subset}
 */
public record PersonalAccessToken(
        long id,
        long tokenId,
        String name,
        GitHubAccount owner,
        String repositorySelection,
        List<Long> repositoryIds,
        TokenPermissions permissions,
        Instant grantedAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {

    PersonalAccessToken used(Instant now) {
        return with(permissions, Optional.of(now));
    }

    PersonalAccessToken withPermissions(TokenPermissions newPermissions) {
        return with(newPermissions, lastUsedAt);
    }

    private PersonalAccessToken with(TokenPermissions newPermissions, Optional<Instant> newLastUsedAt) {
        return new PersonalAccessToken(
                id,
                tokenId,
                name,
                owner,
                repositorySelection,
                repositoryIds,
                newPermissions,
                grantedAt,
                expiresAt,
                newLastUsedAt);
    }
}
