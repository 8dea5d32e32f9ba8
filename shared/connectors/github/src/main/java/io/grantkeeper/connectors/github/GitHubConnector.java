package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorParts;

/**
 * A connector that reads a GitHub organization on github.com, GitHub Enterprise Cloud or GitHub Enterprise Server. For
 * what the connector reads, requires and cannot see, see docs/connectors/github.md.
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
