package io.grantkeeper.connector;

import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.EventBusDecoder;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a connector. The definition, the authenticator and the error mapper are required; the other parts are
 * empty if the provider lacks the capability.
 *
 * @param definition the information that operators and reviewers need before a connection exists
 * @param authenticator fetches, caches and renews tokens, and adds them to requests
 * @param errors classifies the provider's responses: which responses are errors, which {@link ConnectorProblem} each
 *     error is, and how long to wait
 * @param pushChannel renews subscriptions and requests missed deliveries on a schedule
 * @param bus decodes events from an event bus, for the few providers that publish to one
 * @param activities maps rows of the provider's logs to activities
 */
public record ConnectorParts(
        ConnectorDefinition definition,
        Authenticator authenticator,
        ProviderErrorMapper errors,
        List<AccessStream> streams,
        Optional<Revoker> revoker,
        Optional<WebhookVerifier> webhooks,
        Optional<PushChannel> pushChannel,
        Optional<EventBusDecoder> bus,
        Optional<ActivityMapper> activities) {
    public ConnectorParts {
        streams = List.copyOf(streams);
    }

    /** Returns connector parts that consist of only the required parts, without streams. */
    public static ConnectorParts of(
            ConnectorDefinition definition, Authenticator authenticator, ProviderErrorMapper errors) {
        return new ConnectorParts(
                definition,
                authenticator,
                errors,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public ConnectorParts withDefinition(ConnectorDefinition other) {
        return new ConnectorParts(
                other, authenticator, errors, streams, revoker, webhooks, pushChannel, bus, activities);
    }

    public ConnectorParts withStreams(List<? extends AccessStream> all) {
        return new ConnectorParts(
                definition, authenticator, errors, List.copyOf(all), revoker, webhooks, pushChannel, bus, activities);
    }

    public ConnectorParts withStreams(AccessStream... all) {
        return withStreams(List.of(all));
    }

    public ConnectorParts withRevoker(Revoker part) {
        return new ConnectorParts(
                definition, authenticator, errors, streams, Optional.of(part), webhooks, pushChannel, bus, activities);
    }

    public ConnectorParts withWebhooks(WebhookVerifier part) {
        return new ConnectorParts(
                definition, authenticator, errors, streams, revoker, Optional.of(part), pushChannel, bus, activities);
    }

    public ConnectorParts withPushChannel(PushChannel part) {
        return new ConnectorParts(
                definition, authenticator, errors, streams, revoker, webhooks, Optional.of(part), bus, activities);
    }

    public ConnectorParts withBus(EventBusDecoder part) {
        return new ConnectorParts(
                definition,
                authenticator,
                errors,
                streams,
                revoker,
                webhooks,
                pushChannel,
                Optional.of(part),
                activities);
    }

    public ConnectorParts withActivities(ActivityMapper part) {
        return new ConnectorParts(
                definition, authenticator, errors, streams, revoker, webhooks, pushChannel, bus, Optional.of(part));
    }
}
