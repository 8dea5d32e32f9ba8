package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A GitHub App installed in the organization.
 *
 * @param installer the login of the person who installed it; it appears only in the audit log, not in the installation
 *     listing
 * @param suspendedAt when the installation was suspended; empty if it is not suspended; a suspended installation stays
 *     in the listing
 */
public record GitHubInstallation(
        long id,
        long appId,
        String slug,
        String clientId,
        boolean allRepositories,
        SortedMap<String, String> permissions,
        List<String> events,
        String installer,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> suspendedAt,
        Optional<GitHubAccount> suspendedBy) {

    GitHubInstallation withAllRepositories(Instant now) {
        return copy(true, permissions, now, suspendedAt, suspendedBy);
    }

    GitHubInstallation withPermissions(Map<String, String> more, Instant now) {
        SortedMap<String, String> merged = new TreeMap<>(permissions);
        merged.putAll(more);
        return copy(allRepositories, merged, now, suspendedAt, suspendedBy);
    }

    GitHubInstallation suspended(GitHubAccount by, Instant now) {
        return copy(allRepositories, permissions, now, Optional.of(now), Optional.of(by));
    }

    private GitHubInstallation copy(
            boolean all,
            SortedMap<String, String> newPermissions,
            Instant updated,
            Optional<Instant> newSuspendedAt,
            Optional<GitHubAccount> newSuspendedBy) {
        return new GitHubInstallation(
                id,
                appId,
                slug,
                clientId,
                all,
                newPermissions,
                events,
                installer,
                createdAt,
                updated,
                newSuspendedAt,
                newSuspendedBy);
    }
}
