package io.grantkeeper.connector;

import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.EventBusDecoder;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Optional;

/**
 * The integration with one provider: the parts that {@link #parts} names. A part is empty if the provider lacks the
 * capability; no method throws "unsupported".
 *
 * <p>Implementations are immutable and thread-safe. One instance serves all connections to its provider.
 */
public interface Connector {
    /** Returns the parts of this connector. */
    ConnectorParts parts();

    default ProviderId provider() {
        return definition().provider();
    }

    /**
     * Returns the information that operators and reviewers need: hosts, settings, credentials, rate limits and gaps.
     */
    default ConnectorDefinition definition() {
        return parts().definition();
    }

    default List<AccessStream> streams() {
        return parts().streams();
    }

    /**
     * Returns the stream with this id.
     *
     * @throws IllegalArgumentException if the connector has no such stream
     */
    default AccessStream stream(StreamId id) {
        return streams().stream()
                .filter(stream -> stream.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the connector of %s has no stream '%s'".formatted(provider(), id)));
    }

    default ProviderErrorMapper errors() {
        return parts().errors();
    }

    default Authenticator authenticator() {
        return parts().authenticator();
    }

    default Optional<Revoker> revoker() {
        return parts().revoker();
    }

    default Optional<WebhookVerifier> webhooks() {
        return parts().webhooks();
    }

    default Optional<PushChannel> pushChannel() {
        return parts().pushChannel();
    }

    default Optional<EventBusDecoder> bus() {
        return parts().bus();
    }

    default Optional<ActivityMapper> activities() {
        return parts().activities();
    }
}
