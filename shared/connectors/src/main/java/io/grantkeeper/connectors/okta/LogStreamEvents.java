package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.webhook.BusEvent;
import io.grantkeeper.connector.webhook.BusListener;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.identity.Connection;
import java.util.List;
import java.util.Optional;

/**
 * Hears Okta's log stream of the type {@code aws_eventbridge}: every event of the system log, a row each, from a partner
 * event source that AWS lets only Okta put events into.
 */
final class LogStreamEvents implements BusListener {
    /** The one kind of event that Okta's log streams put on the bus. */
    private static final String KIND = "SystemLog";

    @Override
    public Optional<String> source(Connection connection) throws ConnectorException {
        return OktaSettings.eventSource(connection);
    }

    @Override
    public WebhookOutcome accept(ProviderSession session, BusEvent event) {
        if (!event.kind().equals(KIND)) {
            return new Ignored(event.id(), "an event of another kind", "only 'SystemLog' events are understood");
        }
        try {
            return PushedEvents.outcome(
                    session, List.of(LogRow.of(JsonBody.of("an event of the log stream", event.detail()))));
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
    }
}
