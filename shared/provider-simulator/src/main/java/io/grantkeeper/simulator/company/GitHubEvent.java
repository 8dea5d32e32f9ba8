package io.grantkeeper.simulator.company;

import java.util.List;

/** What GitHub would tell the webhook of an app that is installed in the organisation. */
public sealed interface GitHubEvent {

    record Ping() implements GitHubEvent {}

    /** Only ever of one's own app: created, deleted, suspend, unsuspend, new_permissions_accepted. */
    record InstallationChanged(String action, Installation installation, String sender) implements GitHubEvent {}

    /** Only ever of one's own app: repositories added or removed. */
    record InstallationRepositories(
            String action, Installation installation, List<Repository> repositories, String sender)
            implements GitHubEvent {}

    /** A fine-grained token's request: created, approved, denied, cancelled. */
    record TokenRequestChanged(String action, TokenRequest request, String sender) implements GitHubEvent {}

    /** member_added or member_removed. */
    record MembershipChanged(String action, GitHubAccount member, String sender) implements GitHubEvent {}

    /** created or deleted. */
    record DeployKeyChanged(String action, DeployKey key, Repository repository, String sender)
            implements GitHubEvent {}

    /** privatized, publicized, created. */
    record RepositoryChanged(String action, Repository repository, String sender) implements GitHubEvent {}

    /** A person took back the app's authorisation to act for them. */
    record AuthorizationRevoked(GitHubAccount sender) implements GitHubEvent {}
}
