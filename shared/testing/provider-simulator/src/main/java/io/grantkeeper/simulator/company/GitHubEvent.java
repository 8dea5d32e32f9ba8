package io.grantkeeper.simulator.company;

import java.util.List;

/** An event that GitHub sends to the webhook of an app that is installed in the organization. */
public sealed interface GitHubEvent {

    record Ping() implements GitHubEvent {}

    /**
     * A change to an installation. GitHub notifies an app only about the app's own installations.
     *
     * @param action {@code created}, {@code deleted}, {@code suspend}, {@code unsuspend} or
     *     {@code new_permissions_accepted}
     */
    record InstallationChanged(String action, GitHubInstallation installation, String sender) implements GitHubEvent {}

    /**
     * A change to the repositories of an installation. GitHub notifies an app only about the app's own installations.
     *
     * @param action {@code added} or {@code removed}
     */
    record InstallationRepositories(
            String action, GitHubInstallation installation, List<GitHubRepository> repositories, String sender)
            implements GitHubEvent {}

    /**
     * A change to a request for a fine-grained token.
     *
     * @param action {@code created}, {@code approved}, {@code denied} or {@code cancelled}
     */
    record TokenRequestChanged(String action, TokenRequest request, String sender) implements GitHubEvent {}

    /**
     * A change to the organization's members.
     *
     * @param action {@code member_added} or {@code member_removed}
     */
    record MembershipChanged(String action, GitHubAccount member, String sender) implements GitHubEvent {}

    /**
     * A change to a repository's deploy keys.
     *
     * @param action {@code created} or {@code deleted}
     */
    record DeployKeyChanged(String action, SimulatedDeployKey key, GitHubRepository repository, String sender)
            implements GitHubEvent {}

    /**
     * A change to a repository.
     *
     * @param action {@code privatized}, {@code publicized} or {@code created}
     */
    record RepositoryChanged(String action, GitHubRepository repository, String sender) implements GitHubEvent {}

    /** A person revoked the app's authorization to act on their behalf. */
    record AuthorizationRevoked(GitHubAccount sender) implements GitHubEvent {}
}
