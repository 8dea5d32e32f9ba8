package io.grantkeeper.connector;

import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.EventBusDecoder;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.ProviderId;
import java.util.List;
import java.util.Optional;

/**
 * The integration with one provider. A method returns an empty value for a capability that the provider lacks; no
 * method
 * throws "unsupported".
 *
 * <p>Implementations are immutable and thread-safe. One instance serves all connections to its provider.
 */
public interface Connector {
    ProviderId provider();

    /**
     * Returns what operators and reviewers need to know: hosts, settings, credentials, rate limits and coverage gaps.
     */
    ConnectorDefinition definition();

    List<AccessStream> streams();

    /**
     * Returns the mapper that classifies this provider's responses. It decides which responses are errors, which {@link
     * ConnectorProblem} each error is, and how long to wait.
     */
    ProviderErrorMapper errors();

    /** Returns the authenticator. It fetches, caches and renews tokens and adds them to requests. */
    Authenticator authenticator();

    Optional<Revoker> revoker();

    Optional<WebhookVerifier> webhooks();

    /** Returns the push channel, which renews subscriptions and requests missed deliveries on a schedule. */
    Optional<PushChannel> pushChannel();

    /** Returns the decoder of events from an event bus, for the few providers that publish to one. */
    default Optional<EventBusDecoder> bus() {
        return Optional.empty();
    }
}
