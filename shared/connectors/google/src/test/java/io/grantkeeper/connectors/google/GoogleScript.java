package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.testkit.ScriptedSession;
import io.grantkeeper.identity.ConnectionId;
import java.time.Instant;

/** Creates scripted sessions with a Google Workspace tenant. */
final class GoogleScript {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final ConnectionId CONNECTION = new ConnectionId("google-acme");

    private GoogleScript() {}

    static ScriptedSession session() {
        return new ScriptedSession(new GoogleConnector(), CONNECTION, NOW)
                .withSetting(GoogleSettings.ADMIN_USER, "admin@acme.test");
    }

    static String error(int status, String reason) {
        return """
                {"error":{"code":%d,"message":"for people","errors":[{"message":"m","domain":"global","reason":"%s"}]}}""".formatted(status, reason);
    }
}
