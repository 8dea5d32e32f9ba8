package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A GitHub App installed in the organisation.
 *
 * @param installer who installed it; the installation listing does not tell this, the audit log does
 * @param suspendedAt a suspended installation stays listed
 */
public record Installation(
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

    Installation withAllRepositories(Instant now) {
        return copy(true, permissions, now, suspendedAt, suspendedBy);
    }

    Installation withPermissions(Map<String, String> more, Instant now) {
        SortedMap<String, String> merged = new TreeMap<>(permissions);
        merged.putAll(more);
        return copy(allRepositories, merged, now, suspendedAt, suspendedBy);
    }

    Installation suspended(GitHubAccount by, Instant now) {
        return copy(allRepositories, permissions, now, Optional.of(now), Optional.of(by));
    }

    private Installation copy(
            boolean all,
            SortedMap<String, String> newPermissions,
            Instant updated,
            Optional<Instant> newSuspendedAt,
            Optional<GitHubAccount> newSuspendedBy) {
        return new Installation(
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
