package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubInstallation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Grantkeeper's own GitHub App, through which Grantkeeper reads the inventory. The app is installed in the
 * organization like any other app, so the listing of installations includes it.
 *
 * @param hookId the id of the app's webhook
 */
public record GrantkeeperGitHubApp(
        long id, String clientId, String slug, String name, long hookId, SortedMap<String, String> permissions) {

    /** The permissions that a full inventory and every revocation need. */
    public static final Map<String, String> FULL_PERMISSIONS = Map.ofEntries(
            Map.entry("metadata", "read"),
            Map.entry("members", "read"),
            Map.entry("administration", "write"),
            Map.entry("secrets", "read"),
            Map.entry("actions", "read"),
            Map.entry("organization_administration", "read"),
            Map.entry("organization_custom_org_roles", "read"),
            Map.entry("organization_hooks", "write"),
            Map.entry("organization_secrets", "read"),
            Map.entry("organization_personal_access_tokens", "write"),
            Map.entry("organization_personal_access_token_requests", "write"),
            Map.entry("organization_copilot_seat_management", "read"),
            Map.entry("organization_copilot_agent_settings", "read"),
            Map.entry("organization_api_insights", "read"));

    private static final List<String> EVENTS = List.of(
            "organization",
            "member",
            "membership",
            "team",
            "deploy_key",
            "repository",
            "personal_access_token_request",
            "secret_scanning_alert",
            "meta");

    static GrantkeeperGitHubApp of(Map<String, String> permissions) {
        return new GrantkeeperGitHubApp(
                1_482_907L,
                "Iv23liGk4pR7tQ9xV2mZ",
                "grantkeeper",
                "Grantkeeper",
                611_204_773L,
                new TreeMap<>(permissions));
    }

    /**
     * Returns the installation of the app in the company's organization. Installs the app, unless a previous simulator
     * for the same company has already installed it.
     */
    GitHubInstallation installedIn(Company company) {
        Optional<GitHubInstallation> already = company.gitHub().installations().all().stream()
                .filter(installation -> installation.appId() == id)
                .findFirst();
        Instant monthAgo = company.clock().instant().minus(Duration.ofDays(30));
        var installation = new GitHubInstallation(
                already.map(GitHubInstallation::id).orElseGet(company::nextId),
                id,
                slug,
                clientId,
                true,
                permissions,
                EVENTS,
                company.gitHub().owners().all().getFirst().login(),
                already.map(GitHubInstallation::createdAt).orElse(monthAgo),
                already.map(GitHubInstallation::updatedAt).orElse(monthAgo),
                Optional.empty(),
                Optional.empty());
        company.gitHub().installations().put(installation);
        company.gitHub().setOwnAppId(id);
        return installation;
    }
}
