package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A fine-grained personal access token that was approved for the organisation.
 *
 * @param id of the grant to this organisation; GitHub's {@code pat_id}
 * @param tokenId of the person's token, the same in every organisation
 * @param repositorySelection {@code none}, {@code all} or {@code subset}
 * @param repositoryIds filled only for {@code subset}
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
        return new PersonalAccessToken(
                id,
                tokenId,
                name,
                owner,
                repositorySelection,
                repositoryIds,
                permissions,
                grantedAt,
                expiresAt,
                Optional.of(now));
    }

    PersonalAccessToken withPermissions(TokenPermissions newPermissions) {
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
                lastUsedAt);
    }
}
