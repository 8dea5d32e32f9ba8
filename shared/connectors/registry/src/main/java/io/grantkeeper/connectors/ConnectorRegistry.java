package io.grantkeeper.connectors;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connectors.anthropic.AnthropicConnector;
import io.grantkeeper.connectors.entra.EntraConnector;
import io.grantkeeper.connectors.github.GitHubConnector;
import io.grantkeeper.connectors.google.GoogleConnector;
import io.grantkeeper.connectors.okta.OktaConnector;
import io.grantkeeper.connectors.openai.OpenAiConnector;
import io.grantkeeper.connectors.slack.SlackConnector;
import io.grantkeeper.identity.ProviderId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The registry of connectors by provider. It is a plain list: a connector is available only if this class names it. */
public final class ConnectorRegistry {
    private final Map<ProviderId, Connector> connectors = new TreeMap<>();

    /**
     * Creates a registry of connectors.
     *
     * @throws IllegalArgumentException if two connectors serve the same provider
     */
    public ConnectorRegistry(List<? extends Connector> connectors) {
        for (Connector connector : connectors) {
            Connector other = this.connectors.put(connector.provider(), connector);
            if (other != null) {
                throw new IllegalArgumentException("provider '%s' has two connectors, %s and %s"
                        .formatted(connector.provider(), other.getClass(), connector.getClass()));
            }
        }
    }

    /** Returns the registry of all of Grantkeeper's connectors. scripts/new-connector adds to this list. */
    public static ConnectorRegistry standard() {
        return new ConnectorRegistry(List.of(
                new GitHubConnector(),
                new GoogleConnector(),
                new EntraConnector(),
                new SlackConnector(),
                new OktaConnector(),
                new OpenAiConnector(),
                new AnthropicConnector()
                // new-connector adds above this line
                ));
    }

    /** Returns all connectors, sorted by provider. */
    public List<Connector> all() {
        return List.copyOf(connectors.values());
    }

    public Optional<Connector> find(ProviderId provider) {
        return Optional.ofNullable(connectors.get(provider));
    }

    /**
     * Returns the connector for a provider.
     *
     * @throws ConnectorException {@code Misconfigured} if no connector serves the provider; the message lists the known
     *         providers
     */
    public Connector of(ProviderId provider) throws ConnectorException {
        return find(provider)
                .orElseThrow(() -> new ConnectorException(
                        new Misconfigured("unknown provider '%s'; known providers are %s; set 'provider' to one of them"
                                .formatted(provider, connectors.keySet()))));
    }
}
