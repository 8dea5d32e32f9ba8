package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.EventBusDecoder;
import io.grantkeeper.connector.webhook.EventBusEvent;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.identity.Connection;
import java.util.List;
import java.util.Optional;

/**
 * Decodes events from Okta's log stream of the type {@code aws_eventbridge}. The log stream sends every event of the
 * system log as one row, through a partner event source. AWS lets only Okta publish to this source.
 */
final class OktaEventBusDecoder implements EventBusDecoder {
    /** The only kind of event that Okta's log streams publish to the bus. */
    private static final String KIND = "SystemLog";

    @Override
    public Optional<String> source(Connection connection) throws ConnectorException {
        return OktaSettings.eventSource(connection);
    }

    @Override
    public WebhookOutcome accept(ProviderSession session, EventBusEvent event) {
        if (!event.kind().equals(KIND)) {
            return new Ignored(event.id(), "an event of another kind", "only 'SystemLog' events are supported");
        }
        try {
            return OktaPushedEvents.outcome(
                    session, List.of(OktaLogRow.of(JsonNodeReader.of("an event of the log stream", event.detail()))));
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
    }
}
