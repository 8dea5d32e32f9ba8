package io.grantkeeper.simulator.company;

import java.util.List;

/** An event that GitHub sends to the webhook of an app that is installed in the organization. */
public sealed interface GitHubEvent {

    record Ping() implements GitHubEvent {}

    /**
     * A change of an installation, sent only if it is the installation of Grantkeeper's own app: created, deleted,
     * suspend, unsuspend, new_permissions_accepted.
     */
    record InstallationChanged(String action, GitHubInstallation installation, String sender) implements GitHubEvent {}

    /**
     * A change of an installation's repositories, sent only if it is the installation of Grantkeeper's own app:
     * added or removed.
     */
    record InstallationRepositories(
            String action, GitHubInstallation installation, List<GitHubRepository> repositories, String sender)
            implements GitHubEvent {}

    /** A fine-grained token request: created, approved, denied, cancelled. */
    record TokenRequestChanged(String action, TokenRequest request, String sender) implements GitHubEvent {}

    /** A membership change: member_added or member_removed. */
    record MembershipChanged(String action, GitHubAccount member, String sender) implements GitHubEvent {}

    /** A deploy key change: created or deleted. */
    record DeployKeyChanged(String action, SimulatedDeployKey key, GitHubRepository repository, String sender)
            implements GitHubEvent {}

    /** A repository change: privatized, publicized, created. */
    record RepositoryChanged(String action, GitHubRepository repository, String sender) implements GitHubEvent {}

    /** A person revoked the app's authorization to act on their behalf. */
    record AuthorizationRevoked(GitHubAccount sender) implements GitHubEvent {}
}
