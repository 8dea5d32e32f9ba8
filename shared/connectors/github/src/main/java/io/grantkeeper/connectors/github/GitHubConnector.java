package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorParts;

/**
 * A connector that reads a GitHub organization on github.com, GitHub Enterprise Cloud or GitHub Enterprise Server. See
 * docs/connectors/github.md for what the connector reads, what it requires and what it cannot see.
 */
public final class GitHubConnector implements Connector {
    private final GitHubInstallationTokens tokens = new GitHubInstallationTokens();
    private final ConnectorParts parts = ConnectorParts.of(
                    GitHubDefinition.CONNECTOR, new GitHubAuthenticator(tokens), new GitHubErrors())
            .withStreams(GitHubStreams.ALL)
            .withRevoker(new GitHubRevoker())
            .withWebhooks(new GitHubWebhooks())
            .withPushChannel(new GitHubPushChannel(tokens))
            .withActivities(new GitHubActivityMapper());

    @Override
    public ConnectorParts parts() {
        return parts;
    }
}
